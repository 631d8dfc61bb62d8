/**
 * Supply, distribution, franchise, carriage.
 * @module
 */
import { contract } from "./clause.js";

export const tradeContracts = [
  contract(
    "Distribution agreement for espresso machines",
    "Distributor",
    [
      "E exclusivity",
      `2.2 [[Distributor shall not manufacture, import or sell any product which competes with the Products]] during the term of this Agreement.`,
    ],
    [
      "M none +near-miss",
      `2.1 Manufacturer appoints Distributor as its exclusive distributor in the Territory and shall not appoint another, nor sell directly to customers there.`,
    ],
    [
      "H penalty",
      `5.4 Targets. The parties agree on yearly targets in good faith. [[For each machine short of the target, Distributor pays Manufacturer 15 % of the list price]], which may be taken from the bonus.`,
    ],
    [
      "M unilateral-change notice",
      `6.1 [[Manufacturer may alter the range, the design and the list prices]] by giving three months' written notice. Orders confirmed before are filled on the old terms.`,
    ],
    [
      "M termination +wrong-units",
      `14.1 [[Manufacturer may terminate this Agreement on four weeks' notice]] in the event of a reorganisation of its sales channels.`,
    ],
    [
      "M indemnity capped",
      `11.1 [[Distributor indemnifies Manufacturer against claims of customers that result from statements of Distributor going beyond the brochure]], up to 50,000 per year in total.`,
    ],
    ["E none", `8. Spare parts are kept available for ten years after the last delivery of a model.`],
    [
      "H liability-exclusion",
      `12. Warranty is twenty-four months. It consists in replacement parts, ex works. [[All further claims, in particular for labour, travel and loss of custom, are excluded]].`,
    ],
    [
      "M assignment mutual",
      `16. [[Either party may assign this Agreement to a group company without the other's consent]], and shall then inform the other.`,
    ],
    [
      "M jurisdiction",
      `18. Any controversy is finally settled under the rules of the Chamber at Lugano. [[Seat is Lugano, the language is Italian, and the losing party as well as Distributor in any case bears the fees]].`,
    ],
    ["E none", `9.1 Each shipment is accompanied by a packing list in two copies and the serial numbers in a file.`],
  ),
  contract(
    "Franchise agreement (pizzeria)",
    "Franchisee",
    [
      "E exclusivity forever",
      `§ 12.1 Non-compete. During the Term and after it, [[Franchisee and its shareholders shall not be engaged in any business selling pizza or pasta]]; this obligation has no end date.`,
    ],
    [
      "M exclusivity",
      `§ 7.2 Ingredients. [[Flour, tomatoes, cheese, boxes and cleaning agents are bought from Franchisor or suppliers named by it]], at the prices of the current list.`,
    ],
    [
      "M unilateral-change discretion",
      `§ 5 System manual. Franchisee follows the manual. [[Franchisor may rewrite the manual whenever it deems this useful]]; a new version binds from its upload, costs of refitting included.`,
    ],
    [
      "H indemnity faultless",
      `§ 15.3 The brand must not suffer. [[Where a guest, a newspaper or an authority turns against Franchisor because of anything that has happened in the restaurant, Franchisee makes Franchisor whole]], fault not being required.`,
    ],
    [
      "M none +near-miss",
      `§ 15.4 Franchisor makes Franchisee whole where a third party attacks the use of the brand, and conducts such disputes at its own expense.`,
    ],
    [
      "E penalty",
      `§ 16 [[Each breach of the manual is punished by a contractual penalty of 5,000]], irrespective of damages.`,
    ],
    ["E none", `§ 3 Training lasts three weeks, two of them at the school in Almar and one in a running restaurant.`],
    [
      "M termination",
      `§ 17.2 [[Franchisor may terminate at once if two hygiene inspections within a year end with a score under 90]]. No cure period applies to this case.`,
    ],
    [
      "M auto-renewal mutual",
      `§ 17.1 The agreement is made for five years. [[It goes on for five more if neither party says otherwise in the fourth year]].`,
    ],
    [
      "H none +near-miss",
      `§ 12.3 Staff. Clauses in earlier versions of this agreement that forbade Franchisee to hire staff of other restaurants are void and are not repeated here.`,
    ],
    [
      "M ip-transfer forever",
      `§ 9 Recipes. [[Improvements that Franchisee or its cooks make to recipes or processes become Franchisor's property, once and for all]], without payment.`,
    ],
  ),
  contract(
    "General conditions of purchase of a car maker (extract)",
    "Supplier",
    [
      "E unlimited-liability unlimited",
      `13.1 [[Supplier is liable to Buyer for all direct and indirect damage, including line stoppage and recall, without limitation of amount]].`,
    ],
    [
      "M none",
      `13.5 Buyer notifies Supplier of a suspected series defect without undue delay and lets Supplier take part in the analysis.`,
    ],
    [
      "M termination discretion",
      `17.3 [[Buyer may cancel orders and call-offs at any time in its sole discretion]], payment being due for finished goods alone.`,
    ],
    [
      "H unilateral-change",
      `4.2 Prices are fixed. In a spirit of partnership the parties work on productivity; [[prices go down by 3 % on each first of January, whether or not savings have been found]].`,
    ],
    ["E none", `9.2 Packaging is returnable. Supplier keeps a pool account, balanced at the end of each quarter.`],
    [
      "M ip-transfer",
      `11. Tools paid by Buyer belong to Buyer. [[Drawings and know-how made by Supplier in the course of development pass to Buyer when they come into being]].`,
    ],
    [
      "M indemnity",
      `12.2 [[Supplier releases Buyer from third-party claims under product liability law]] as to the parts that it has delivered.`,
    ],
    [
      "M penalty",
      `7.4 [[For each hour of line stoppage Supplier is charged 12,000]]. The charge is set off against the next invoice.`,
    ],
    [
      "H data-use",
      `15.3 Supplier grants access to its production data by remote connection. [[Buyer may pass these data on to engineering partners and competitors of Supplier in order to compare offers]].`,
    ],
    [
      "M assignment",
      `19. [[Buyer may transfer rights and duties to affiliates and contract manufacturers.]] Supplier needs Buyer's written consent.`,
    ],
    [
      "M none +near-miss",
      `14. Buyer shall not disclose Supplier's cost break-downs to third parties and keeps Supplier free from claims that result from such disclosure.`,
    ],
    ["E jurisdiction", `22. [[Exclusive venue is Buyer's seat; Buyer may also sue at Supplier's seat.]]`],
  ),
  contract(
    "Contrato de transporte de fruta",
    "el transportista",
    [
      "E unlimited-liability faultless +foreign-language",
      `Cláusula 6. [[El transportista responde del valor íntegro de la mercancía y de cualquier otro perjuicio del cargador]], incluso cuando la causa le sea ajena.`,
    ],
    [
      "M none +foreign-language",
      `Cláusula 4. La carga y la estiba corren a cargo del cargador. Las esperas de más de dos horas se pagan a 45 euros por hora.`,
    ],
    [
      "M penalty capped +foreign-language",
      `Cláusula 7. [[Por cada hora de retraso se descontará un 5 % del porte]], con un máximo del 50 %.`,
    ],
    [
      "M exclusivity +foreign-language",
      `Cláusula 9. De abril a julio [[el transportista pone todos sus vehículos frigoríficos a disposición del cargador y no acepta encargos de otros]].`,
    ],
    [
      "H indemnity fault +foreign-language",
      `Cláusula 10. Si la fruta llega a más de ocho grados por culpa del transportista, [[este mantendrá indemne al cargador frente a las reclamaciones de sus clientes]].`,
    ],
    [
      "E none +foreign-language",
      `Cláusula 2. El registrador de temperatura se precinta en origen y se lee en destino delante de ambas partes.`,
    ],
    [
      "M unilateral-change discretion +foreign-language",
      `Cláusula 5. Los portes figuran en el anexo. [[El cargador podrá revisarlos a su exclusivo criterio]] según la campaña.`,
    ],
    [
      "M termination notice +foreign-language",
      `Cláusula 12. [[El cargador podrá resolver el contrato sin causa]] con un preaviso de tres meses.`,
    ],
    [
      "E auto-renewal +foreign-language",
      `Cláusula 13. [[El contrato se prorroga por campañas sucesivas salvo que el transportista lo denuncie por burofax]].`,
    ],
  ),
  contract(
    "Supply of craft beer to a restaurant chain, e-mail of understanding",
    "brewery",
    [
      "E none",
      `Hi Jonte, to sum up: kegs of 30 l, collected empties on every tour, first tour Tuesdays, second on Fridays in season.`,
    ],
    [
      "M exclusivity",
      `About the others: as agreed [[you won't supply any other restaurant in the old town, ours being the only place where people find you on tap]].`,
    ],
    [
      "H unlimited-liability faultless",
      `One more thing from our lawyer, she insists: [[if a batch turns and we have to close a tap, you cover what we lose that night]], no discussion about whose fault it was.`,
    ],
    ["M none +near-miss", `And if we forget to cool the kegs, that's our loss, you get paid and owe us nothing.`],
    [
      "M unilateral-change",
      `Volumes as per the table. [[We can go up or down by half from week to week]], that's how gastronomy is.`,
    ],
    [
      "M ip-transfer",
      `The house lager: [[recipe and name are ours once the first keg has been tapped]], you can have your name on the glass.`,
    ],
    ["E penalty", `Tuesdays and Fridays are sacred. [[No-show on a tour: 200 off the next bill.]]`],
    [
      "M termination discretion",
      `We don't want to be married: [[we can stop any week, no reasons, no notice]]. If you want to stop, give us a season.`,
    ],
    ["E none", `Invoices monthly, we pay within 14 days, you know us.`],
  ),
];

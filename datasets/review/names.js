/** Invented names. @module */

export const TOWNS = ["Ostwick", "Varnholm", "Helmsay", "Corrand", "Tessel Bay", "Moorgate", "Quillin", "Brackwater"];
export const PEOPLE = [
  "Ida Fenwright",
  "Tomasz Okrent",
  "Lucía Barrado",
  "Henk Dorrel",
  "Amina Sefu",
  "Pelle Grankvist",
  "Rosa Tindaro",
  "Viktor Halm",
];

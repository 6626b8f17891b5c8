/**
 * The plan's ledger as a district would hand it over: one spreadsheet of 66,682 entries. Its totals are the published ones of
 * the three-year plan (plan-facts.json), to the square metre; every single entry is generated, and so are its people.
 */
@NullMarked
package org.chaiwei.local.plan;

import org.jspecify.annotations.NullMarked;

/**
 * 文书: official papers as PDF, each with a number 文号 without gaps and a code by which anybody can check that it is one. What a paper says comes from the
 * case and from the rules of its day; how it says it is a template's. Each office keeps a register 文号簿 for each kind and year, an aggregate of its own:
 * the number is the register's next, given by the very event that records the paper.
 */
@NullMarked
package org.chaiwei.demolition.papers;

import org.jspecify.annotations.NullMarked;

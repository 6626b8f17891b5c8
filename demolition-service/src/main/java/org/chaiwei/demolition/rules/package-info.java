/**
 * 程序规则: the law of the procedure as data, and the one function that judges by it. The rules stand in files beside the service
 * ({@code rules/*.yml}), each with its article, its dates and whether a lawyer has checked it; a step is judged by those in force on the
 * step's own business date. Which acts there are is code ({@link org.chaiwei.demolition.rules.Act}), since each is an event of a case;
 * when an act is lawful is data. Pure but for {@link org.chaiwei.demolition.rules.Laws} and the controller.
 */
@NullMarked
package org.chaiwei.demolition.rules;

import org.jspecify.annotations.NullMarked;

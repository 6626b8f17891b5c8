/** 案件一览: each case as it stands, for lists and their totals: the view, its rows, its endpoint. */
@NullMarked
package org.chaiwei.demolition.cases;

import org.jspecify.annotations.NullMarked;

/**
 * 执法案件: what is done about one entry of the ledger, from the lead to the restored place: the commands, the rules, the events and
 * the HTTP endpoints that change it. The case takes in what the ledger tells of its entry, so that its rules know the recorded area and
 * what was posted. Whether the law of the procedure allows a step is asked of {@link org.chaiwei.demolition.rules.Judge}.
 * Public is what others read: the events and the vocabulary; and {@link org.chaiwei.demolition.enforcement.JointAcceptance}, which they ask.
 */
@NullMarked
package org.chaiwei.demolition.enforcement;

import org.jspecify.annotations.NullMarked;

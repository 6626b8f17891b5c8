package org.chaiwei.ledger.book;

import java.util.List;
import org.chaiwei.platform.view.View.Recorded;

/**
 * Rows that other packages keep with the book: written in its transaction, so that they are as far as the book is. The log is read and
 * decoded once for all of them, which an import feels. A bean.
 */
public interface Chapter {

    /** The table that holds its rows. */
    String table();

    /**
     * Takes in the next events of the whole log, as {@link org.chaiwei.platform.view.View#apply} does. The book has its entries written
     * by then, as they are after the last of them.
     */
    void apply(List<Recorded> batch);
}

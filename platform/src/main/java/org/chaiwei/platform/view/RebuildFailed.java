package org.chaiwei.platform.view;

/** Why a rebuild can't go on, in words of our own that an operator may see. */
public final class RebuildFailed extends RuntimeException {

    public RebuildFailed(String why) {
        super(why, null, false, false);
    }
}

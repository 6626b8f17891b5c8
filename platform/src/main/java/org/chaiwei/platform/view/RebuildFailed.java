package org.chaiwei.platform.view;

/** Why a rebuild can't go on, in words of our own that an operator may see. */
final class RebuildFailed extends RuntimeException {

    RebuildFailed(String why) {
        super(why, null, false, false);
    }
}

package org.chaiwei.local;

final class Local {

    private Local() {}

    static void main() {}
}

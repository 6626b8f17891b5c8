package org.chaiwei.platform.view;

import java.util.UUID;

/** Published within the application when a rebuild goes on to a phase, on the rebuild's thread. */
record RebuildPhaseEntered(String view, UUID id, RebuildPhase phase) {}

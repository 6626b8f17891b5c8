package org.chaiwei.platform.view;

import java.util.List;

/** Read models that are kept from something else than this service's log, and can be rebuilt. A bean. */
public interface RebuildSources {

    List<RebuildSource> all();
}

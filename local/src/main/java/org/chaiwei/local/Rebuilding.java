package org.chaiwei.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chaiwei.local.cli.Terminal;
import org.chaiwei.local.district.DistrictClient;
import org.chaiwei.local.district.ViewRebuild;

/** Has a view built anew as the system administrator does: finds the service that keeps it, starts it there, and shows how far it is. */
final class Rebuilding {

    private final DistrictClient sysadmin;
    private final Terminal terminal;

    Rebuilding(DistrictClient sysadmin, Terminal terminal) {
        this.sysadmin = sysadmin;
        this.terminal = terminal;
    }

    /** Returns when it has ended; false if the old view serves on. */
    boolean view(String view) throws IOException, InterruptedException {
        var service = serviceOf(view);
        terminal.step("Rebuilding the view " + view + " of " + service + " beside the one that serves");
        sysadmin.startRebuild(service, view);
        var end = sysadmin.awaitRebuild(service, view, now -> terminal.detail(detail(now)));
        terminal.endStep();
        var done = end.phase().equals("DONE");
        terminal.report(
                done
                        ? String.format(
                                Locale.ROOT,
                                "%s is rebuilt from %,d events or facts in %.1f s.",
                                view,
                                end.done(),
                                end.seconds())
                        : view + " was not rebuilt, and the old one serves on: " + end.failure());
        return done;
    }

    private static String detail(ViewRebuild now) {
        return String.format(
                Locale.ROOT,
                "%s, %,d of %,d",
                now.phase().toLowerCase(Locale.ROOT).replace('_', ' '),
                now.done(),
                now.head());
    }

    private String serviceOf(String view) throws IOException, InterruptedException {
        var known = new ArrayList<String>();
        for (var service : services()) {
            var views = sysadmin.views(service);
            if (views.contains(view)) return service;
            known.addAll(views);
        }
        throw new StartRefused("There is no view " + view + ".", "There are " + String.join(", ", known) + ".");
    }

    private static List<String> services() {
        return Stream.of(Service.values())
                .filter(service -> service != Service.GATEWAY)
                .map(Service::database)
                .toList();
    }
}

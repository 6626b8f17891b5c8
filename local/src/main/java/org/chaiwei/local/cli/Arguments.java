package org.chaiwei.local.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chaiwei.local.Ports;
import org.chaiwei.local.district.Account;

/** What was asked for on the command line. The commands that need no Java, such as {@code test}, are the script's own. */
public sealed interface Arguments {

    /** Start everything. */
    record Up(Ports ports, boolean portGiven, boolean empty, boolean detach) implements Arguments {}

    /** Stop everything. */
    record Down() implements Arguments {}

    /** Show what runs. */
    record Status(boolean json) implements Arguments {}

    /** Stop everything and forget all data. */
    record Reset() implements Arguments {}

    /** Import a spreadsheet as a district office would; at the system of this checkout unless another origin is given. */
    record Load(Path file, Optional<URI> at) implements Arguments {}

    /** Import the plan's own ledger, unless it was brought in before. */
    record LoadPlan(Optional<URI> at) implements Arguments {}

    /** Make databases, roles, users and grants at the servers that the environment names. */
    record Provision() implements Arguments {}

    /** Recount every view from the events. */
    record Verify(boolean json) implements Arguments {}

    /** Build a view anew beside the one that serves. */
    record Rebuild(String view) implements Arguments {}

    /** Print a bearer token. */
    record Token(Account account) implements Arguments {}

    /** It can't be understood; the message says why. */
    final class Misunderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Misunderstood(String message) {
            super(message);
        }
    }

    /** @throws Misunderstood if that is no command, or it lacks something, or has too much */
    static Arguments parse(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        if (rest.isEmpty()) throw new Misunderstood("What to do? Try: ./chaiwei help");
        var command = rest.pop();
        return switch (command) {
            case "up" -> up(rest);
            case "down" -> none(command, rest, new Down());
            case "reset" -> none(command, rest, new Reset());
            case "status" -> new Status(json(command, rest));
            case "verify" -> new Verify(json(command, rest));
            case "load" -> load(rest);
            case "rebuild" -> new Rebuild(view(only(command, rest, "a view's name, such as book")));
            case "provision" -> none(command, rest, new Provision());
            case "token" -> new Token(account(only(command, rest, "a role, such as office or street:110102013")));
            default -> throw new Misunderstood("There is no command " + command + ". Try: ./chaiwei help");
        };
    }

    private static Up up(Deque<String> rest) {
        var ports = new Ports(Ports.DEFAULT_GATEWAY);
        var portGiven = false;
        var empty = false;
        var detach = false;
        while (!rest.isEmpty()) {
            var word = rest.pop();
            switch (word) {
                case "--empty" -> empty = true;
                case "--detach" -> detach = true;
                case "--port" -> {
                    if (rest.isEmpty()) throw new Misunderstood("--port needs a number.");
                    ports = ports(rest.pop());
                    portGiven = true;
                }
                default -> throw new Misunderstood("up does not know " + word + ".");
            }
        }
        return new Up(ports, portGiven, empty, detach);
    }

    private static Arguments load(Deque<String> rest) {
        if (rest.isEmpty()) throw new Misunderstood("load needs the spreadsheet's path, or plan.");
        var what = rest.pop();
        Optional<URI> at = Optional.empty();
        if (!rest.isEmpty()) {
            if (!rest.pop().equals("--at") || rest.size() != 1)
                throw new Misunderstood("load knows only --at ORIGIN after the spreadsheet's path.");
            at = Optional.of(origin(rest.pop()));
        }
        return what.equals("plan") ? new LoadPlan(at) : new Load(Path.of(what), at);
    }

    private static URI origin(String text) {
        try {
            var origin = new URI(text);
            if (origin.getHost() != null && origin.getRawPath().isEmpty()) return origin;
        } catch (URISyntaxException e) {
            // What it should be is said below.
        }
        throw new Misunderstood(
                "--at needs scheme, host and port alone, such as http://localhost:8080, not " + text + ".");
    }

    private static Ports ports(String number) {
        try {
            return new Ports(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw new Misunderstood("--port needs a number, not " + number + ".");
        } catch (IllegalArgumentException e) {
            throw new Misunderstood("--port: " + e.getMessage() + ".");
        }
    }

    private static Account account(String text) {
        try {
            return Account.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Misunderstood(String.valueOf(e.getMessage()));
        }
    }

    private static String view(String name) {
        if (!name.matches("[a-z][a-z0-9-]{0,62}"))
            throw new Misunderstood("A view's name has small letters and hyphens only.");
        return name;
    }

    private static boolean json(String command, Deque<String> rest) {
        if (rest.isEmpty()) return false;
        var word = rest.pop();
        if (!word.equals("--json") || !rest.isEmpty()) throw new Misunderstood(command + " knows only --json.");
        return true;
    }

    private static String only(String command, Deque<String> rest, String what) {
        if (rest.size() != 1) throw new Misunderstood(command + " needs " + what + " and nothing else.");
        return rest.pop();
    }

    private static Arguments none(String command, Deque<String> rest, Arguments parsed) {
        if (!rest.isEmpty()) throw new Misunderstood(command + " takes nothing, not " + rest.peek() + ".");
        return parsed;
    }
}

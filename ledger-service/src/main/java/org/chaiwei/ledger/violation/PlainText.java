package org.chaiwei.ledger.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chaiwei.platform.problem.FieldError;

/** What a text must be that goes into events and lists for ever: one line, not too long, and without anybody's number in it. */
public final class PlainText {

    /** A mobile phone's or an identity number: people belong into the party registry, where they can be erased. */
    private static final Pattern PERSONAL_NUMBER = Pattern.compile("(?<!\\d)(?:1[3-9]\\d{9}|\\d{17}[\\dXx])(?!\\d)");

    private PlainText() {}

    /** What is wrong with a text; empty if nothing is. */
    public static List<FieldError> errors(String field, String text, int max) {
        var errors = new ArrayList<FieldError>();
        if (text.codePointCount(0, text.length()) > max)
            errors.add(new FieldError(field, "text-too-long", Map.of("max", max)));
        if (text.codePoints().anyMatch(Character::isISOControl))
            errors.add(new FieldError(field, "text-control-character"));
        if (PERSONAL_NUMBER.matcher(text).find()) errors.add(new FieldError(field, "personal-number"));
        return List.copyOf(errors);
    }
}

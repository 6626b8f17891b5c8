package org.chaiwei.ledger.party;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chaiwei.platform.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a construction, in clear. Lives as short as it can: from a form to the registry, and from the registry to the
 * answer of a permitted reader. Its text form shows nothing, so that no log line can.
 *
 * @param name 当事人, a person or a company
 * @param phone 联系电话
 */
public record Person(String name, @Nullable String phone) {

    private static final int NAME_MAX = 60;
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d\\- ()/转]{5,30}");
    private static final int PHONE_HEAD = 3;
    private static final int PHONE_TAIL = 4;

    public Person {
        name = name.strip();
        phone = phone == null || phone.isBlank() ? null : phone.strip();
    }

    /** What is wrong with it, in the fields {@code name} and {@code phone}. */
    public List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        if (name.isEmpty()) errors.add(new FieldError("name", "not-blank"));
        if (name.codePointCount(0, name.length()) > NAME_MAX)
            errors.add(new FieldError("name", "text-too-long", Map.of("max", NAME_MAX)));
        if (name.codePoints().anyMatch(Character::isISOControl))
            errors.add(new FieldError("name", "text-control-character"));
        if (phone != null && !PHONE.matcher(phone).matches()) errors.add(new FieldError("phone", "phone-malformed"));
        return errors;
    }

    /** 王小明 is 王**, 13812345678 is 138****5678; nothing of a phone is left that is too short for that. */
    Person masked() {
        var surname = name.substring(0, name.offsetByCodePoints(0, 1));
        return new Person(surname + "**", phone == null ? null : masked(phone));
    }

    private static String masked(String phone) {
        return phone.length() < PHONE_HEAD + PHONE_TAIL + 1
                ? "****"
                : phone.substring(0, PHONE_HEAD) + "****" + phone.substring(phone.length() - PHONE_TAIL);
    }

    @Override
    public String toString() {
        return "Person[not shown]";
    }
}

package org.chaiwei.demolition.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a file is, by its first bytes. What is not here is not taken: no program, no archive, and no SVG or HTML, which are programs to a browser.
 * The names stand in rows and never change.
 */
enum MediaKind {
    JPEG("image/jpeg", "jpg", Subject.PHOTO) {
        @Override
        boolean begins(byte[] head) {
            return at(head, 0, 0xFF, 0xD8, 0xFF);
        }
    },
    PNG("image/png", "png", Subject.PHOTO) {
        @Override
        boolean begins(byte[] head) {
            return at(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
        }
    },
    WEBP("image/webp", "webp", Subject.PHOTO) {
        @Override
        boolean begins(byte[] head) {
            return text(head, 0, 4).equals("RIFF") && text(head, 8, 4).equals("WEBP");
        }
    },
    HEIC("image/heic", "heic", Subject.PHOTO) {
        @Override
        boolean begins(byte[] head) {
            return text(head, 4, 4).equals("ftyp")
                    && switch (text(head, 8, 4)) {
                        case "heic", "heix", "heim", "heis", "mif1" -> true;
                        default -> false;
                    };
        }
    },
    PDF("application/pdf", "pdf", Subject.DOCUMENT) {
        @Override
        boolean begins(byte[] head) {
            return text(head, 0, 5).equals("%PDF-");
        }
    },
    /** Kept elsewhere, by reference: it is known here so that its sender can be told. */
    MP4("video/mp4", "mp4", Subject.VIDEO) {
        @Override
        boolean begins(byte[] head) {
            return text(head, 4, 4).equals("ftyp") && !HEIC.begins(head);
        }
    };

    enum Subject {
        PHOTO,
        DOCUMENT,
        VIDEO
    }

    /** So many first bytes tell every kind. */
    static final int HEAD_BYTES = 16;

    private final String mediaType;
    private final String ending;
    private final Subject subject;

    MediaKind(String mediaType, String ending, Subject subject) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.subject = subject;
    }

    /** The kind of a file with these first bytes, {@value #HEAD_BYTES} or all there are; empty if it is none that is taken. */
    static Optional<MediaKind> of(byte[] head) {
        return Arrays.stream(values()).filter(kind -> kind.begins(head)).findFirst();
    }

    abstract boolean begins(byte[] head);

    String mediaType() {
        return mediaType;
    }

    /** Of a file's name, without the dot. */
    String ending() {
        return ending;
    }

    Subject subject() {
        return subject;
    }

    private static boolean at(byte[] head, int from, int... wanted) {
        if (head.length < from + wanted.length) return false;
        for (int i = 0; i < wanted.length; i++) if ((head[from + i] & 0xFF) != wanted[i]) return false;
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return head.length < from + length ? "" : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}

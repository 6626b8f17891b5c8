package org.chaiwei.ledger.importing.sheet;

import java.nio.charset.StandardCharsets;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEmpty;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.FileEncrypted;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoSpreadsheet;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.OldExcelFile;

/** What a file is by its bytes. Its name and its declared type can be anything and are not asked. */
sealed interface FileKind {

    /** A ZIP, so perhaps an XLSX. */
    record Zip() implements FileKind {}

    /** Nothing known, so perhaps a CSV. */
    record Text() implements FileKind {}

    record Refused(SheetRefusal refusal) implements FileKind {}

    static FileKind of(FileBytes file) {
        if (file.length() == 0) return new Refused(new FileEmpty());
        if (file.startsWith('P', 'K', 3, 4)) return new Zip();
        if (file.startsWith(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) return new Refused(compoundFile(file));
        var known = known(file);
        return known.isEmpty() ? new Text() : new Refused(new NoSpreadsheet(known));
    }

    /** Office's container of old. A workbook with a password is one even today: the XLSX is an encrypted stream in it. */
    private static SheetRefusal compoundFile(FileBytes file) {
        if (contains(file, "EncryptedPackage")) return new FileEncrypted();
        if (contains(file, "Workbook") || contains(file, "Book")) return new OldExcelFile();
        return new NoSpreadsheet("Office 97");
    }

    private static String known(FileBytes file) {
        if (file.startsWith('M', 'Z')) return "Windows EXE";
        if (file.startsWith(0x7f, 'E', 'L', 'F')) return "Linux ELF";
        if (file.startsWith('#', '!')) return "script";
        if (file.startsWith('%', 'P', 'D', 'F')) return "PDF";
        if (file.startsWith(0x89, 'P', 'N', 'G')) return "PNG";
        if (file.startsWith(0xff, 0xd8, 0xff)) return "JPEG";
        if (file.startsWith('G', 'I', 'F', '8')) return "GIF";
        if (file.startsWith('R', 'a', 'r', '!')) return "RAR";
        if (file.startsWith('7', 'z', 0xbc, 0xaf)) return "7z";
        if (file.startsWith(0x1f, 0x8b)) return "gzip";
        if (file.startsWith('P', 'K', 5, 6)) return "ZIP";
        if (file.startsWith('{', '\\', 'r', 't', 'f')) return "RTF";
        return looksLikeMarkup(file) ? "HTML/XML" : "";
    }

    /** Some offices' programs write a web page and call it .xls. */
    private static boolean looksLikeMarkup(FileBytes file) {
        int from = file.startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
        for (int i = from; i < Math.min(file.length(), 1024); i++) {
            byte b = file.array()[file.offset() + i];
            if (b > ' ' || b < 0) return b == '<';
        }
        return false;
    }

    private static boolean contains(FileBytes file, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_16LE);
        int end = file.offset() + file.length() - wanted.length;
        for (int i = file.offset(); i <= end; i++) {
            int j = 0;
            while (j < wanted.length && file.array()[i + j] == wanted[j]) j++;
            if (j == wanted.length) return true;
        }
        return false;
    }
}

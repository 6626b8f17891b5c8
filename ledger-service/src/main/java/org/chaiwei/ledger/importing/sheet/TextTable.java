package org.chaiwei.ledger.importing.sheet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoWorkbook;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.TooMuchInside;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The shared texts of a workbook, which its cells name by number in any order. Kept as UTF-8 in a few large blocks: a quarter of
 * what as many strings would take.
 */
final class TextTable {

    private static final int BLOCK_BYTES = 1 << 20;

    /** What an entry costs beside its text. */
    private static final int ENTRY_BYTES = 8;

    /** Words such as a street's name come again in row after row. */
    private static final int RECENT = 1024;

    private static final int RECENT_BYTES_MAX = 64;

    private final long limitBytes;
    private final int[] recentEntries = new int[RECENT];
    private final @Nullable String[] recentTexts = new String[RECENT];
    private final List<byte[]> blocks = new ArrayList<>();
    private long[] entries = new long[1024]; // block in the upper half, offset in the lower
    private int count;
    private int usedOfLast = BLOCK_BYTES;
    private long bytes;

    TextTable(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    void add(CharSequence text) {
        byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
        bytes += utf8.length + ENTRY_BYTES;
        if (bytes > limitBytes) throw new RefusedException(new TooMuchInside("textBytes", limitBytes));
        int needed = utf8.length + Integer.BYTES;
        if (usedOfLast + needed > BLOCK_BYTES) {
            blocks.add(new byte[Math.max(BLOCK_BYTES, needed)]);
            usedOfLast = 0;
        }
        var block = blocks.getLast();
        for (int i = 0; i < Integer.BYTES; i++) block[usedOfLast + i] = (byte) (utf8.length >>> (8 * i));
        System.arraycopy(utf8, 0, block, usedOfLast + Integer.BYTES, utf8.length);
        if (count == entries.length) entries = Arrays.copyOf(entries, count * 2);
        entries[count++] = (long) (blocks.size() - 1) << 32 | usedOfLast;
        usedOfLast += needed;
    }

    String get(String number) {
        int i;
        try {
            i = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            i = -1;
        }
        if (i < 0 || i >= count) throw new RefusedException(new NoWorkbook("a cell names a text that is not there"));
        var recent = recentTexts[i % RECENT];
        return recent != null && recentEntries[i % RECENT] == i ? recent : decoded(i);
    }

    private String decoded(int i) {
        var block = blocks.get((int) (entries[i] >>> 32));
        int at = (int) entries[i];
        int length = 0;
        for (int b = 0; b < Integer.BYTES; b++) length |= (block[at + b] & 0xff) << (8 * b);
        var text = new String(block, at + Integer.BYTES, length, StandardCharsets.UTF_8);
        if (length <= RECENT_BYTES_MAX) {
            recentEntries[i % RECENT] = i;
            recentTexts[i % RECENT] = text;
        }
        return text;
    }
}

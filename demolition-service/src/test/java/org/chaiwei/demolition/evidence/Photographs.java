package org.chaiwei.demolition.evidence;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as a camera makes them, for tests. */
final class Photographs {

    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private Photographs() {}

    /** A picture of one colour. Another shade is another file. */
    static byte[] picture(String format, int width, int height, int shade) {
        try {
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var pen = image.createGraphics();
            pen.setColor(new Color(shade));
            pen.fillRect(0, 0, width, height);
            pen.dispose();
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG taken at half past nine on 2016-05-09, on its side, at 116.3931 E, 39.8951 N. */
    static byte[] taken(int width, int height, int shade) {
        var jpeg = picture("jpeg", width, height, shade);
        var exif = exif();
        return ByteBuffer.allocate(jpeg.length + 4 + exif.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xE1)
                .putShort((short) (exif.length + 2))
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A PNG of a few bytes that says it has so many points. */
    static byte[] pretending(int width, int height) {
        var header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(8 + 4 + header.length + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    /** TIFF, little-endian: a directory with orientation and pointers, then time, then place. */
    private static byte[] exif() {
        var tiff = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        int time = 100;
        int place = 150;
        tiff.putShort((short) 3);
        entry(tiff, 0x0112, SHORT, 1, 6);
        entry(tiff, 0x8769, LONG, 1, time);
        entry(tiff, 0x8825, LONG, 1, place);
        tiff.putInt(0);
        tiff.position(time).putShort((short) 1);
        entry(tiff, 0x9003, ASCII, 20, 220);
        tiff.putInt(0);
        tiff.position(place).putShort((short) 4);
        entry(tiff, 1, ASCII, 2, 'N');
        entry(tiff, 2, RATIONAL, 3, 250);
        entry(tiff, 3, ASCII, 2, 'E');
        entry(tiff, 4, RATIONAL, 3, 280);
        tiff.putInt(0);
        tiff.position(220).put("2016:05:09 09:30:00\0".getBytes(StandardCharsets.US_ASCII));
        tiff.position(250)
                .putInt(398_951)
                .putInt(10_000)
                .putInt(0)
                .putInt(1)
                .putInt(0)
                .putInt(1);
        tiff.position(280)
                .putInt(1_163_931)
                .putInt(10_000)
                .putInt(0)
                .putInt(1)
                .putInt(0)
                .putInt(1);
        return ByteBuffer.allocate(6 + tiff.capacity())
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff.array())
                .array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}

package org.chaiwei.demolition.evidence;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import org.chaiwei.demolition.evidence.EvidenceRefusal.PictureTooLarge;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Draws smaller pictures from pictures. What a picture says of its size is looked at first, and only every n-th of its points is read, so
 * that memory stays within some 30 MB however large the picture is; two are drawn at a time. A picture is drawn anew, so nothing
 * of what the camera wrote into the original gets into it. Thread-safe.
 */
final class Pictures {

    static final int MEGAPIXELS_MAX = 50;

    /** The longer side of a thumbnail, points. */
    static final int THUMBNAIL_SIDE = 320;

    /** The longer side of a rendition. */
    static final int RENDITION_SIDE = 1_600;

    private static final long MEGA = 1_000_000;
    private static final int AT_A_TIME = 2;
    private static final int QUALITY_PERCENT = 82;

    /** Orientations from here on lie on their side. */
    private static final int ON_ITS_SIDE = 5;

    private final Semaphore drawing = new Semaphore(AT_A_TIME);

    /** Both JPEG, and both without the camera's data. */
    record Drawn(Path thumbnail, Path rendition) {}

    /** Whether pictures of this kind can be drawn here. The others are kept all the same. */
    static boolean canDraw(MediaKind kind) {
        return kind == MediaKind.JPEG || kind == MediaKind.PNG;
    }

    /**
     * Draws a JPEG or PNG to its end, into new files beside it that are the caller's.
     *
     * @param orientation as EXIF has it; what is drawn is upright
     * @return empty if the picture is broken
     * @throws RefusedException with {@link PictureTooLarge}
     */
    Optional<Drawn> draw(Path picture, int orientation) throws IOException {
        drawing.acquireUninterruptibly();
        try {
            var read = read(picture);
            if (read == null) return Optional.empty();
            var upright = turned(read, orientation);
            var rendition = scaled(upright, RENDITION_SIDE);
            return Optional.of(new Drawn(
                    write(scaled(rendition, THUMBNAIL_SIDE), picture.resolveSibling(picture.getFileName() + ".small")),
                    write(rendition, picture.resolveSibling(picture.getFileName() + ".public"))));
        } finally {
            drawing.release();
        }
    }

    private static @Nullable BufferedImage read(Path picture) throws IOException {
        try (var input = ImageIO.createImageInputStream(picture.toFile())) {
            if (input == null) throw new IOException("no stream for a picture");
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) return null;
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return read(reader);
            } catch (IOException
                    | IndexOutOfBoundsException
                    | IllegalArgumentException
                    | NegativeArraySizeException e) {
                return null; // as the readers of the JDK say that a file makes no sense
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage read(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MEGAPIXELS_MAX * MEGA)
            throw new RefusedException(new PictureTooLarge(width * height / MEGA, MEGAPIXELS_MAX));
        var everyNth = (int) Math.max(1, Math.max(width, height) / RENDITION_SIDE);
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(everyNth, everyNth, 0, 0);
        return reader.read(0, how);
    }

    /** Upright, on white where it was transparent. */
    private static BufferedImage turned(BufferedImage image, int orientation) {
        var onItsSide = orientation >= ON_ITS_SIDE;
        var width = onItsSide ? image.getHeight() : image.getWidth();
        var height = onItsSide ? image.getWidth() : image.getHeight();
        return drawn(image, width, height, turning(orientation, image.getWidth(), image.getHeight()));
    }

    private static AffineTransform turning(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        var longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= side) return image;
        var width = Math.max(1, image.getWidth() * side / longer);
        var height = Math.max(1, image.getHeight() * side / longer);
        return drawn(
                image,
                width,
                height,
                AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform by) {
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = canvas.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, width, height);
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(image, by, null);
        } finally {
            pen.dispose();
        }
        return canvas;
    }

    private static Path write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = ImageIO.createImageOutputStream(file.toFile())) {
            if (output == null) throw new IOException("no stream for a picture");
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY_PERCENT / 100f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return file;
    }
}

package org.chaiwei.demolition.evidence;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What a camera wrote into its picture (EXIF): when and where it was taken, and how it was held. A hint and no proof, for anybody can
 * write anything there. What makes no sense is left out.
 *
 * @param taken by the camera's clock, which knows no zone
 * @param lon degrees east, six decimals, WGS 84; null exactly where lat is
 * @param orientation how it has to be turned, 1 to 8 as EXIF has it; 1 is upright
 */
record CameraHint(
        @Nullable LocalDateTime taken,
        @Nullable BigDecimal lon,
        @Nullable BigDecimal lat,
        int orientation) {

    static final CameraHint NONE = new CameraHint(null, null, null, 1);

    private static final DateTimeFormatter EXIF_TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final int UPRIGHT = 1;
    private static final int LAST_ORIENTATION = 8;
    private static final int DECIMALS = 6;

    /** @throws IOException if the file can't be read as the picture it begins as */
    static CameraHint of(Path picture) throws IOException {
        try {
            var metadata = ImageMetadataReader.readMetadata(picture.toFile());
            var place = place(metadata);
            return new CameraHint(
                    taken(metadata),
                    place == null ? null : degrees(place.getLongitude()),
                    place == null ? null : degrees(place.getLatitude()),
                    orientation(metadata));
        } catch (ImageProcessingException e) {
            throw new IOException("not a readable picture", e);
        }
    }

    private static @Nullable LocalDateTime taken(Metadata metadata) {
        var exif = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        var text = exif == null ? null : exif.getString(ExifDirectoryBase.TAG_DATETIME_ORIGINAL);
        if (text == null) return null;
        try {
            return LocalDateTime.parse(text.strip(), EXIF_TIME);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable GeoLocation place(Metadata metadata) {
        var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        var place = gps == null ? null : gps.getGeoLocation();
        var sensible = place != null
                && !place.isZero()
                && Math.abs(place.getLatitude()) <= 90
                && Math.abs(place.getLongitude()) <= 180;
        return sensible ? place : null;
    }

    private static int orientation(Metadata metadata) {
        var exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        var said = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return said == null || said < UPRIGHT || said > LAST_ORIENTATION ? UPRIGHT : said;
    }

    private static BigDecimal degrees(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}

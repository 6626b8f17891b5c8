package org.chaiwei.demolition.calendar;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where further calendars come from.
 *
 * @param folder of {@code *.csv} files (see {@link CalendarFile}), read again while the service runs; null for none
 */
@ConfigurationProperties("chaiwei.calendar")
record CalendarProperties(@Nullable Path folder) {}

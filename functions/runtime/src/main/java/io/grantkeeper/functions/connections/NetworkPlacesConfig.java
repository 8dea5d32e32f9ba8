package io.grantkeeper.functions.connections;

import io.grantkeeper.behavior.ReloadingPlaceDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of IP address blocks that refine the bundled data about network locations, from the configuration member
 * {@code detection.places}.
 *
 * @param files paths of {@code .mmdb} files and of JSON Lines files that the functions can read
 * @param refreshHours the number of hours after which Grantkeeper checks again whether a file has changed
 */
public record NetworkPlacesConfig(Optional<List<String>> files, Optional<Integer> refreshHours) {
    private static final int DEFAULT_HOURS = 24;
    private static final int MOST_FILES = 8;

    /** Returns a configuration without files. */
    public static NetworkPlacesConfig standard() {
        return new NetworkPlacesConfig(Optional.empty(), Optional.empty());
    }

    /**
     * Returns this configuration if it is valid.
     *
     * @throws IllegalArgumentException if a member is invalid; the message names it and describes a valid value
     */
    public NetworkPlacesConfig requireValid() {
        files.filter(names -> names.size() > MOST_FILES || names.stream().anyMatch(String::isBlank))
                .ifPresent(names -> {
                    throw new IllegalArgumentException(
                            "'places.files' must be at most %d paths such as [\"/opt/places/asn.mmdb\"]"
                                    .formatted(MOST_FILES));
                });
        refreshHours.filter(hours -> hours < 1 || hours > 720).ifPresent(hours -> {
            throw new IllegalArgumentException(
                    "'places.refreshHours' is %d, but must be from 1 to 720".formatted(hours));
        });
        return this;
    }

    /**
     * Reads the files of IP address blocks.
     *
     * @param messages receives the errors in files, and which databases are in use
     */
    public ReloadingPlaceDatabase open(Clock clock, Consumer<String> messages) {
        return new ReloadingPlaceDatabase(
                files.orElse(List.of()).stream().map(Path::of).toList(),
                Duration.ofHours(refreshHours.orElse(DEFAULT_HOURS)),
                clock,
                messages);
    }
}

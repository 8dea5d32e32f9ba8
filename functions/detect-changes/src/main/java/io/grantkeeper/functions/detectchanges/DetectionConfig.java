package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings for detection, from the member {@code detection} of the configuration.
 *
 * @param approved the identity IDs, product IDs or client IDs that are approved
 * @param expiryNoticeDays how many days before the expiry of access or of a credential Grantkeeper notifies the owner
 * @param silenceDays how many days must pass without use before Grantkeeper asks the owner about an identity
 * @param useDays how many days of usage must be visible before access is reported as over-privileged
 * @param groupingSeconds how long an alert waits for further findings about the same identity
 */
public record DetectionConfig(
        Optional<List<String>> approved,
        Optional<Integer> expiryNoticeDays,
        Optional<Integer> silenceDays,
        Optional<Integer> useDays,
        Optional<Integer> groupingSeconds) {
    private static final int DEFAULT_GROUPING_SECONDS = 60;

    public static DetectionConfig standard() {
        return new DetectionConfig(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Parses the JSON of the configuration member {@code detection}. Members that the JSON omits get default values.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message names the invalid member and describes a
     *     valid value
     */
    public static DetectionConfig parse(String json) {
        return ConfigSection.read(
                "detection",
                "{\"approved\": [\"slack\"], \"expiryNoticeDays\": 14}",
                () -> ModelJson.read(json, DetectionConfig.class).requirePeriods());
    }

    private DetectionConfig requirePeriods() {
        requireAtLeast(1, "expiryNoticeDays", expiryNoticeDays);
        requireAtLeast(1, "silenceDays", silenceDays);
        requireAtLeast(1, "useDays", useDays);
        requireAtLeast(0, "groupingSeconds", groupingSeconds);
        return this;
    }

    private static void requireAtLeast(int least, String member, Optional<Integer> value) {
        value.filter(number -> number < least).ifPresent(number -> {
            throw new IllegalArgumentException("'%s' is %d, but must be %d or more".formatted(member, number, least));
        });
    }

    ApprovedIdentities approvals() {
        return ApprovedIdentities.of(approved.orElse(List.of()));
    }

    DetectionSettings settings() {
        DetectionSettings standard = DetectionSettings.standard();
        return new DetectionSettings(
                expiryNoticeDays.map(Duration::ofDays).orElse(standard.expiryNotice()),
                silenceDays.map(Duration::ofDays).orElse(standard.silence()),
                useDays.map(Duration::ofDays).orElse(standard.useSeen()));
    }

    Duration grouping() {
        return Duration.ofSeconds(groupingSeconds.orElse(DEFAULT_GROUPING_SECONDS));
    }
}

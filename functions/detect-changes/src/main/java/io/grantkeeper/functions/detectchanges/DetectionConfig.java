package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Approvals;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.functions.work.Malformed;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * How detection behaves, as configured in the member {@code detection} of the configuration.
 *
 * @param approved identity ids, product ids or client ids that are approved
 * @param expiryNoticeDays how many days before the end of something its owner is told
 * @param silenceDays how many days without use are worth asking about
 * @param useDays how many days of use must have been visible before access is called surplus
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
     * Reads the member's JSON; what it leaves out is standard.
     *
     * @throws IllegalArgumentException saying where it is wrong and what it looks like, without quoting it
     */
    public static DetectionConfig parse(String json) {
        try {
            return ModelJson.read(json, DetectionConfig.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "'detection' must look like {\"approved\": [\"slack\"], \"expiryNoticeDays\": 14}: "
                            + Malformed.describe(e),
                    e);
        }
    }

    Approvals approvals() {
        return Approvals.of(approved.orElse(List.of()));
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

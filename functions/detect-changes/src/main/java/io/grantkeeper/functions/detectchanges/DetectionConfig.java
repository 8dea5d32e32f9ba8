package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.DetectionSettings;
import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.functions.connections.NetworkPlacesConfig;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.TrustConfig;
import io.grantkeeper.paths.ZoneConfig;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings for detection, from the member {@code detection} of the configuration.
 *
 * @param approved the identity IDs, product IDs or client IDs that are approved
 * @param expiryNoticeDays how many days before the expiry of access or of a credential Grantkeeper notifies the owner,
 *     for a single notice; replaced by {@code expiryDays}
 * @param expiryDays the same, for several notices
 * @param silenceDays how many days without use must pass before Grantkeeper asks the owner about an identity of any
 *     kind
 * @param silenceDaysByKind the same for individual kinds of identities, such as {@code ai-agent}
 * @param rotationDays after how many days credentials of a type, such as {@code secret}, are due for rotation; 0 for
 *     never
 * @param useDays how many days of usage must be visible before access is reported as over-privileged
 * @param zones path goals in addition to tier zero, such as production secrets
 * @param trusts trusts that no connector reads, such as the cloud role that a repository can assume
 * @param groupingSeconds how long an alert waits for more findings about the same identity
 * @param alertBudget the maximum number of alerts about behavior that people receive per week and 1,000 identities;
 *     {@code watch-activity} applies it
 * @param places files of address blocks, which {@code watch-activity} reads
 * @param handOverDays how many days before an owner's known last day someone is asked to take over
 * @param lastDays people's last days, such as 2026-12-31, by email address, in addition to those that providers state
 */
public record DetectionConfig(
        Optional<List<String>> approved,
        Optional<Integer> expiryNoticeDays,
        Optional<List<Integer>> expiryDays,
        Optional<Integer> silenceDays,
        Optional<Map<String, Integer>> silenceDaysByKind,
        Optional<Map<String, Integer>> rotationDays,
        Optional<Integer> useDays,
        Optional<List<ZoneConfig>> zones,
        Optional<List<TrustConfig>> trusts,
        Optional<Integer> groupingSeconds,
        Optional<Integer> alertBudget,
        Optional<NetworkPlacesConfig> places,
        Optional<Integer> handOverDays,
        Optional<Map<String, String>> lastDays) {
    private static final int DEFAULT_GROUPING_SECONDS = 60;
    private static final int MAX_DAYS = 3650;
    private static final Duration DEFAULT_HAND_OVER = Duration.ofDays(14);

    public static DetectionConfig standard() {
        return new DetectionConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
                "{\"approved\": [\"slack\"], \"expiryDays\": [30, 7], \"rotationDays\": {\"secret\": 180}}",
                () -> ModelJson.read(json, DetectionConfig.class).requireValid());
    }

    /**
     * Returns this configuration if it is valid. Throws an exception that names the section if a kind, type or number
     * of days is invalid.
     */
    private DetectionConfig requireValid() {
        settings();
        handOver();
        ZoneConfig.toZones(zones.orElse(List.of()), Map.of());
        TrustConfig.toTrusts(trusts.orElse(List.of()));
        groupingSeconds.filter(number -> number < 0).ifPresent(number -> {
            throw new IllegalArgumentException("'groupingSeconds' is %d, but must be 0 or more".formatted(number));
        });
        alertBudget.filter(number -> number < 0).ifPresent(number -> {
            throw new IllegalArgumentException("'alertBudget' is %d, but must be 0 or more".formatted(number));
        });
        places.ifPresent(NetworkPlacesConfig::requireValid);
        return this;
    }

    public DetectionConfig withApproved(List<String> values) {
        return copy(Optional.of(values), groupingSeconds);
    }

    public DetectionConfig withGroupingSeconds(int value) {
        return copy(approved, Optional.of(value));
    }

    private DetectionConfig copy(Optional<List<String>> newApproved, Optional<Integer> newGroupingSeconds) {
        return new DetectionConfig(
                newApproved,
                expiryNoticeDays,
                expiryDays,
                silenceDays,
                silenceDaysByKind,
                rotationDays,
                useDays,
                zones,
                trusts,
                newGroupingSeconds,
                alertBudget,
                places,
                handOverDays,
                lastDays);
    }

    /**
     * Returns the zones and trusts that the operator has configured.
     *
     * @param tags the identities with each tag, from the member {@code decisions.tags}
     */
    public PathSettings pathSettings(Map<String, List<String>> tags) {
        return new PathSettings(
                ZoneConfig.toZones(zones.orElse(List.of()), tags), TrustConfig.toTrusts(trusts.orElse(List.of())));
    }

    ApprovedIdentities approvals() {
        return ApprovedIdentities.of(approved.orElse(List.of()));
    }

    DetectionSettings settings() {
        DetectionSettings standard = DetectionSettings.standard();
        return new DetectionSettings(
                expiryDays
                        .or(() -> expiryNoticeDays.map(List::of))
                        .map(stages -> stages.stream()
                                .map(days -> positive("expiryDays", days))
                                .toList())
                        .orElse(standard.expiryStages()),
                silenceDays.map(days -> positive("silenceDays", days)).orElse(standard.silence()),
                silenceByKind(standard),
                rotation(standard),
                standard.rotationOverlap(),
                useDays.map(days -> positive("useDays", days)).orElse(standard.useSeen()));
    }

    /** Returns the settings for handing over the identities of a person whose last day is known. */
    DetectLeavingOwners.HandOver handOver() {
        Map<String, LocalDate> days = new HashMap<>();
        lastDays.orElse(Map.of()).forEach((email, day) -> {
            if (email.indexOf('@') <= 0) {
                throw new IllegalArgumentException(
                        "a member of 'lastDays' is not an email address; use for example dana@acme.com");
            }
            days.put(email.strip().toLowerCase(Locale.ROOT), lastDay(day));
        });
        return new DetectLeavingOwners.HandOver(
                (int) handOverDays
                        .map(number -> positive("handOverDays", number))
                        .orElse(DEFAULT_HAND_OVER)
                        .toDays(),
                days);
    }

    private static LocalDate lastDay(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'lastDays' contains a value that is not a date; use the form 2026-12-31", e);
        }
    }

    /**
     * Returns the period without use after which Grantkeeper asks about an identity of each kind: the configured period
     * or, unless {@code silenceDays} sets one period for all kinds, the standard one.
     */
    private Map<IdentityKind, Duration> silenceByKind(DetectionSettings standard) {
        Map<IdentityKind, Duration> byKind = new EnumMap<>(IdentityKind.class);
        if (silenceDays.isEmpty()) {
            byKind.putAll(standard.silenceByKind());
        }
        silenceDaysByKind
                .orElse(Map.of())
                .forEach((kind, days) -> byKind.put(IdentityKind.ofCode(kind), positive("silenceDaysByKind", days)));
        return byKind;
    }

    private Map<CredentialType, Duration> rotation(DetectionSettings standard) {
        Map<CredentialType, Duration> byType = new EnumMap<>(standard.rotation());
        rotationDays.orElse(Map.of()).forEach((code, days) -> {
            CredentialType type = credentialType(code);
            if (days == 0) {
                byType.remove(type);
            } else {
                byType.put(type, positive("rotationDays", days));
            }
        });
        return byType;
    }

    private static CredentialType credentialType(String code) {
        return Arrays.stream(CredentialType.values())
                .filter(type -> code(type).equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a member of 'rotationDays' must be one of %s"
                        .formatted(Arrays.stream(CredentialType.values())
                                .map(DetectionConfig::code)
                                .collect(Collectors.joining(", ")))));
    }

    private static String code(CredentialType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration positive(String member, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("'%s' is %d, but must be 1 or more".formatted(member, days));
        }
        if (days > MAX_DAYS) {
            throw new IllegalArgumentException("'%s' is %d, but must be %d or less".formatted(member, days, MAX_DAYS));
        }
        return Duration.ofDays(days);
    }

    Duration grouping() {
        return Duration.ofSeconds(groupingSeconds.orElse(DEFAULT_GROUPING_SECONDS));
    }
}

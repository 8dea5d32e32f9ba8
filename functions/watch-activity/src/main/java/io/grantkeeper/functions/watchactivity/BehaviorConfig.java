package io.grantkeeper.functions.watchactivity;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.functions.connections.NetworkPlacesConfig;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings for behavior, from the member {@code detection} of the configuration. {@code detect-changes} reads and
 * checks the section's other members.
 *
 * @param alertBudget the maximum number of alerts about behavior that people receive per week and 1,000 identities
 * @param groupingSeconds how long an alert waits for more findings about the same identity
 * @param places the files of IP address blocks that refine the bundled data about network locations
 */
public record BehaviorConfig(
        Optional<Integer> alertBudget, Optional<Integer> groupingSeconds, Optional<NetworkPlacesConfig> places) {
    private static final int DEFAULT_BUDGET = 5;
    private static final int DEFAULT_GROUPING_SECONDS = 60;

    public static BehaviorConfig standard() {
        return new BehaviorConfig(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Parses the JSON of the configuration member {@code detection}. Members that the JSON omits get default values.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message names the invalid member and describes a
     *     valid value
     */
    public static BehaviorConfig parse(String json) {
        return ConfigSection.read(
                "detection",
                "{\"alertBudget\": 5}",
                () -> ModelJson.read(json, BehaviorConfig.class).requireValid());
    }

    private BehaviorConfig requireValid() {
        alertBudget.filter(number -> number < 0).ifPresent(number -> {
            throw new IllegalArgumentException("'alertBudget' is %d, but must be 0 or more".formatted(number));
        });
        places.ifPresent(NetworkPlacesConfig::requireValid);
        return this;
    }

    /** Returns the maximum number of alerts per week and 1,000 identities. */
    public int budgetPerWeek() {
        return alertBudget.orElse(DEFAULT_BUDGET);
    }

    /**
     * Returns the number of medium-severity alerts that a tenant with this number of identities may receive in seven
     * days.
     */
    public long allowedPerWeek(long identities) {
        return budget().of(identities);
    }

    AlertBudget budget() {
        return new AlertBudget(budgetPerWeek());
    }

    NetworkPlacesConfig placeFiles() {
        return places.orElseGet(NetworkPlacesConfig::standard);
    }

    Duration grouping() {
        return Duration.ofSeconds(groupingSeconds.orElse(DEFAULT_GROUPING_SECONDS));
    }
}

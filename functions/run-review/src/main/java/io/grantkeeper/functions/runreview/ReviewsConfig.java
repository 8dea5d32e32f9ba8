package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.text.SpellingSuggestion;
import io.grantkeeper.owners.reviews.ReviewPlan;
import io.grantkeeper.owners.reviews.ReviewScope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JavaType;

/**
 * The configured access reviews, from the configuration's member {@code reviews}.
 *
 * @param plans the reviews in the order of the document
 */
public record ReviewsConfig(List<ReviewPlan> plans) {
    private static final String SHAPE =
            "{\"all-agents\": {\"scope\": \"agents\", \"startsOn\": \"2027-01-04\", \"everyDays\": 90, \"openDays\": 14}}";
    private static final int OPEN_DAYS = 14;
    private static final int GRACE_DAYS = 7;

    public ReviewsConfig {
        plans = List.copyOf(plans);
    }

    public static ReviewsConfig none() {
        return new ReviewsConfig(List.of());
    }

    /**
     * One review as configured.
     *
     * @param scope the identities to review, as described in {@link ReviewScope#parse}; all identities by default
     * @param startsOn the first day, for a scheduled review
     * @param everyDays the number of days between the starts of two runs
     * @param on the types of findings, for example {@code scopes-expanded}, that start a small review of only the
     *     identity that the finding is about
     * @param openDays how many days people have to answer
     * @param unanswered what happens to unanswered access: {@code flag} (the default) or {@code revoke}
     * @param graceDays for {@code revoke}, the number of days between the end of the review and the revocation
     */
    public record ConfiguredReview(
            Optional<String> scope,
            Optional<String> startsOn,
            Optional<Integer> everyDays,
            Optional<List<String>> on,
            Optional<Integer> openDays,
            Optional<String> unanswered,
            Optional<Integer> graceDays) {}

    /**
     * Parses and validates the JSON of the configuration member {@code reviews}.
     *
     * @throws IllegalArgumentException if the JSON is invalid; the message lists everything that is missing or invalid
     */
    public static ReviewsConfig parse(String json) {
        Map<String, ConfiguredReview> written = ConfigSection.read("reviews", SHAPE, () -> {
            JavaType type = ModelJson.mapper()
                    .getTypeFactory()
                    .constructMapType(java.util.LinkedHashMap.class, String.class, ConfiguredReview.class);
            return ModelJson.mapper().readValue(json, type);
        });
        List<String> errors = new ArrayList<>();
        List<ReviewPlan> plans = new ArrayList<>();
        written.forEach((name, review) -> plan(name, review, errors).ifPresent(plans::add));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("reviews: " + String.join("; ", errors));
        }
        return new ReviewsConfig(plans);
    }

    private static Optional<ReviewPlan> plan(String name, ConfiguredReview review, List<String> errors) {
        int before = errors.size();
        if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
            errors.add(
                    "the name of a review must be 1 to 40 lowercase letters, digits and hyphens, starting with a letter or digit, for example all-agents");
        }
        Optional<ReviewScope> scope = scope(name, review.scope().orElse("everything"), errors);
        Optional<ReviewPlan.Schedule> schedule = schedule(name, review, errors);
        Set<FindingType> on = on(name, review.on().orElse(List.of()), errors);
        Optional<ReviewCampaign.Unanswered> unanswered =
                unanswered(name, review.unanswered().orElse("flag"), errors);
        Duration open = days(name, "openDays", review.openDays().orElse(OPEN_DAYS), errors);
        Duration grace = days(name, "graceDays", review.graceDays().orElse(GRACE_DAYS), errors);
        return errors.size() > before
                ? Optional.empty()
                : Optional.of(
                        new ReviewPlan(name, scope.orElseThrow(), schedule, on, open, unanswered.orElseThrow(), grace));
    }

    private static Optional<ReviewScope> scope(String name, String text, List<String> errors) {
        try {
            return Optional.of(ReviewScope.parse(text));
        } catch (IllegalArgumentException e) {
            errors.add("'%s.scope': %s".formatted(name, e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<ReviewPlan.Schedule> schedule(String name, ConfiguredReview review, List<String> errors) {
        if (review.startsOn().isEmpty() && review.everyDays().isEmpty()) {
            return Optional.empty();
        }
        if (review.startsOn().isEmpty()
                || review.everyDays().filter(days -> days > 0).isEmpty()) {
            errors.add("'%s.startsOn' and '%s.everyDays' must be set together, and the latter must be 1 or more"
                    .formatted(name, name));
            return Optional.empty();
        }
        try {
            return Optional.of(new ReviewPlan.Schedule(
                    LocalDate.parse(review.startsOn().get()), review.everyDays().get()));
        } catch (java.time.format.DateTimeParseException _) {
            errors.add("'%s.startsOn' must be a date such as 2027-01-04".formatted(name));
            return Optional.empty();
        }
    }

    private static Set<FindingType> on(String name, List<String> codes, List<String> errors) {
        Set<FindingType> types = EnumSet.noneOf(FindingType.class);
        for (String code : codes) {
            String constant = code.toUpperCase(Locale.ROOT).replace('-', '_');
            Optional<FindingType> type = EnumSet.allOf(FindingType.class).stream()
                    .filter(known -> known.name().equals(constant))
                    .findFirst();
            type.ifPresentOrElse(
                    types::add,
                    () -> errors.add("'%s.on' contains an unknown finding type; use %s%s"
                            .formatted(
                                    name,
                                    EnumSet.allOf(FindingType.class),
                                    SpellingSuggestion.appended(code, codesOfTypes()))));
        }
        return types;
    }

    private static List<String> codesOfTypes() {
        return EnumSet.allOf(FindingType.class).stream()
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static Optional<ReviewCampaign.Unanswered> unanswered(String name, String code, List<String> errors) {
        return switch (code) {
            case "flag" -> Optional.of(ReviewCampaign.Unanswered.FLAG);
            case "revoke" -> Optional.of(ReviewCampaign.Unanswered.REVOKE_AFTER_GRACE);
            default -> {
                errors.add("'%s.unanswered' must be flag or revoke%s"
                        .formatted(name, SpellingSuggestion.appended(code, List.of("flag", "revoke"))));
                yield Optional.empty();
            }
        };
    }

    private static Duration days(String name, String member, int days, List<String> errors) {
        if (days < 1) {
            errors.add("'%s.%s' is %d, but must be 1 or more".formatted(name, member, days));
        }
        return Duration.ofDays(days);
    }
}

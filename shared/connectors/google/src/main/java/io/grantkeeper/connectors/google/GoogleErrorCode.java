package io.grantkeeper.connectors.google;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codes from Google's error bodies: {@code error.errors[].reason} and {@code .domain} of the older APIs, {@code
 * error.status} and {@code error.details[].reason} of the newer ones, and {@code error} of the token endpoint.
 * Human-readable texts are dropped, because no decision may depend on them.
 *
 * @param recognised whether the body has one of these formats
 * @param oauth the token endpoint's code; empty for other responses
 */
record GoogleErrorCode(boolean recognised, Set<String> reasons, String oauth) {
    private static final GoogleErrorCode NONE = new GoogleErrorCode(false, Set.of(), "");

    /** Accepts only text that looks like a code, so messages contain no other part of a body. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,60}");

    private static final Set<String> QUOTA = Set.of(
            "rateLimitExceeded",
            "userRateLimitExceeded",
            "quotaExceeded",
            "dailyLimitExceeded",
            "concurrentLimitExceeded",
            "RATE_LIMIT_EXCEEDED",
            "RESOURCE_EXHAUSTED");

    GoogleErrorCode {
        reasons = Set.copyOf(reasons);
    }

    static GoogleErrorCode of(byte[] body) {
        try {
            JsonNode error = JsonMapper.shared().readTree(body).path("error");
            if (error.isString()) {
                String code = code(error);
                return new GoogleErrorCode(true, Set.of(), code);
            }
            return error.isObject() ? new GoogleErrorCode(true, codes(error), "") : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }

    boolean has(Set<String> any) {
        return reasons.stream().anyMatch(any::contains);
    }

    /**
     * Returns whether the error reports throttling. The reason code determines this, because the Reports API
     * throttles with status 503 or 403.
     */
    boolean isQuota() {
        return has(QUOTA);
    }

    boolean isDailyQuota() {
        return reasons.contains("dailyLimitExceeded");
    }

    /** Returns the codes as text for messages. */
    String codes() {
        if (!oauth.isEmpty()) {
            return oauth;
        }
        return reasons.isEmpty() ? "no reason given" : String.join(", ", new TreeSet<>(reasons));
    }

    private static Set<String> codes(JsonNode error) {
        Set<String> found = new TreeSet<>();
        found.add(code(error.path("status")));
        for (JsonNode each : error.path("errors")) {
            found.add(code(each.path("reason")));
        }
        for (JsonNode each : error.path("details")) {
            found.add(code(each.path("reason")));
        }
        found.remove("");
        return found;
    }

    private static String code(JsonNode value) {
        return value.isString() && CODE.matcher(value.asString()).matches() ? value.asString() : "";
    }
}

package io.grantkeeper.permissions.explain;

import io.grantkeeper.permissions.AccessGrant;
import io.grantkeeper.permissions.ExpiryTime;
import io.grantkeeper.permissions.PermissionForm;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a grant from JSON. Members: {@code scopes} (strings), {@code kind}, {@code subject} (person, tenant),
 * {@code repositories} (none, selected, all), {@code expiresAt} (instant with any offset, or null for never),
 * {@code credentials} and {@code consentingPeople} (counts), {@code publisher}, {@code redirectHosts} (strings). The
 * value of a member that is absent or null is unknown, except that a null {@code expiresAt} means never.
 */
final class GrantReader {
    /** The suffix of times in GitHub's exports, for example in "2026-12-01 00:00:00 UTC". */
    private static final Pattern UNIVERSAL = Pattern.compile("(?<!\\s)\\s*+(?:UTC|GMT)$");

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");
    private static final Pattern SPACE_BEFORE_OFFSET = Pattern.compile("(?<!\\s)\\s++(?=[+-]\\d{2}(?::\\d{2})?$|Z$)");

    private static final List<String> MEMBERS = List.of(
            "scopes",
            "kind",
            "subject",
            "repositories",
            "expiresAt",
            "credentials",
            "publisher",
            "redirectHosts",
            "consentingPeople");

    private final ObjectNode grant;
    private final String where;

    private GrantReader(ObjectNode grant, String where) {
        this.grant = grant;
        this.where = where;
    }

    static AccessGrant read(ObjectNode question, String member) {
        JsonNode node = question.get(member);
        if (node == null || node.isNull()) {
            throw new InvalidLineException(member + " is missing; give the grant as an object");
        }
        if (node instanceof ObjectNode object) {
            return new GrantReader(object, member + ".").read();
        }
        throw new InvalidLineException(member + " must be an object, but is " + ExplainJsonLine.shape(node));
    }

    private AccessGrant read() {
        ExplainJsonLine.requireKnownMembers(grant, where, MEMBERS);
        return new AccessGrant(
                strings("scopes"),
                word("kind").map(this::kind),
                word("subject").map(this::subject),
                word("repositories").map(this::repositories),
                Optional.ofNullable(grant.get("expiresAt")).map(this::expiry),
                count("credentials"),
                text("publisher"),
                strings("redirectHosts").map(LinkedHashSet::new),
                count("consentingPeople"));
    }

    private InvalidLineException invalid(String member, String expected, JsonNode node) {
        return new InvalidLineException(
                where + member + " must be " + expected + ", but is " + ExplainJsonLine.shape(node));
    }

    private Optional<JsonNode> present(String member) {
        return Optional.ofNullable(grant.get(member)).filter(node -> !node.isNull());
    }

    private Optional<String> text(String member) {
        return present(member).map(node -> {
            if (!node.isString()) {
                throw invalid(member, "a string", node);
            }
            return node.asString();
        });
    }

    private Optional<String> word(String member) {
        return text(member).map(text -> text.strip().toLowerCase(Locale.ROOT));
    }

    private Optional<List<String>> strings(String member) {
        return present(member).map(node -> {
            if (node.isString()) {
                return List.of(node.asString());
            }
            if (!node.isArray()) {
                throw invalid(member, "an array of strings", node);
            }
            List<String> strings = new ArrayList<>();
            for (JsonNode one : node) {
                if (!one.isString()) {
                    throw invalid(member, "an array of strings", one);
                }
                strings.add(one.asString());
            }
            return strings;
        });
    }

    private OptionalInt count(String member) {
        Optional<JsonNode> count = present(member);
        if (count.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode node = count.get();
        if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue()) || !isCount(node.doubleValue())) {
            throw invalid(member, "a whole number of 0 or more", node);
        }
        return OptionalInt.of((int) node.doubleValue());
    }

    private static boolean isCount(double number) {
        return number >= 0 && number <= Integer.MAX_VALUE;
    }

    private PermissionForm kind(String word) {
        return PermissionForm.named(word)
                .orElseThrow(() -> new InvalidLineException(where + "kind '" + ExplainJsonLine.shorten(word)
                        + "' is unknown; use delegated, application, oauth-scope, app-permission or pat"));
    }

    private AccessGrant.Subject subject(String word) {
        return switch (word) {
            case "person", "user" -> AccessGrant.Subject.PERSON;
            case "tenant", "organization", "organisation" -> AccessGrant.Subject.TENANT;
            default ->
                throw new InvalidLineException(
                        where + "subject '" + ExplainJsonLine.shorten(word) + "' is unknown; use person or tenant");
        };
    }

    private AccessGrant.Repositories repositories(String word) {
        return switch (word) {
            case "none" -> AccessGrant.Repositories.NONE;
            case "selected", "subset" -> AccessGrant.Repositories.SELECTED;
            case "all" -> AccessGrant.Repositories.ALL;
            default ->
                throw new InvalidLineException(where + "repositories '" + ExplainJsonLine.shorten(word)
                        + "' is unknown; use none, selected or all");
        };
    }

    private ExpiryTime expiry(JsonNode node) {
        if (node.isNull()) {
            return ExpiryTime.never();
        }
        if (node.isString()) {
            String text = node.asString().strip();
            try {
                return ExpiryTime.at(
                        text.length() == 10
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : instant(text));
            } catch (DateTimeException e) {
                throw invalid("expiresAt", "an instant such as 2026-11-24T12:00:00Z, or null for never", node);
            }
        }
        throw invalid("expiresAt", "an instant such as 2026-11-24T12:00:00Z, or null for never", node);
    }

    private static Instant instant(String text) {
        String upper = UNIVERSAL.matcher(text.toUpperCase(Locale.ROOT)).replaceFirst("Z");
        String colons = OFFSET_WITHOUT_COLON.matcher(upper).replaceFirst("$1:$2");
        String tight = SPACE_BEFORE_OFFSET.matcher(colons).replaceFirst("");
        return OffsetDateTime.parse(tight.replace(' ', 'T')).toInstant();
    }
}

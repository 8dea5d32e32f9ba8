package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of a workspace's integration log: an app or a legacy integration was added, changed or removed.
 *
 * @param holder the app or integration
 * @param change {@code added}, {@code removed}, {@code enabled}, {@code disabled}, {@code updated}, {@code expanded},
 *         or an unknown value
 * @param userId the user who made the change
 */
record SlackIntegrationRow(
        NonHumanIdentity holder, String change, Set<String> scopes, Optional<String> userId, Instant at) {
    static final String SERVICE_FORM = "slack-integration";

    /**
     * Parses a row. Returns empty if the row concerns something other than an app or an integration, for example a
     * feed.
     */
    static Optional<SlackIntegrationRow> read(SlackIds ids, JsonNodeReader row) throws ConnectorException {
        Optional<NonHumanIdentity> holder = holder(ids, row);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        Instant at = SlackJson.time(row, "date");
        return Optional.of(new SlackIntegrationRow(
                holder.get(), row.nonBlank("change_type"), scopes(row), row.optionalNonBlank("user_id"), at));
    }

    private static Optional<NonHumanIdentity> holder(SlackIds ids, JsonNodeReader row) throws ConnectorException {
        Optional<String> app = row.optionalNonBlank("app_id");
        if (app.isPresent()) {
            String name = row.optionalNonBlank("app_type").orElse(app.get());
            return Optional.of(NonHumanIdentity.of(ids.app(app.get()), SlackIds.SLACK, SlackAppMapper.FORM, name)
                    .withAliases(Set.of(ids.appAlias(app.get())))
                    .withAttributes(SlackAppMapper.organization(ids)));
        }
        Optional<String> service = row.optionalNonBlank("service_id").filter(id -> !id.equals("0"));
        if (service.isEmpty()) {
            return Optional.empty();
        }
        String name = row.optionalNonBlank("service_type").orElse("integration " + service.get());
        return Optional.of(NonHumanIdentity.of(ids.service(service.get()), SlackIds.SLACK, SERVICE_FORM, name));
    }

    private static Set<String> scopes(JsonNodeReader row) throws ConnectorException {
        return row.optionalNonBlank("scope").stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+", -1)))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of a workspace's integration log: an app, or an integration of the time before apps, was added, changed or
 * removed.
 *
 * @param holder what it speaks of
 * @param change {@code added}, {@code removed}, {@code enabled}, {@code disabled}, {@code updated}, {@code expanded}, or
 *     a word that is new
 * @param userId who did it
 */
record IntegrationRow(NonHumanIdentity holder, String change, Set<String> scopes, Optional<String> userId, Instant at) {
    static final String SERVICE_FORM = "slack-integration";

    /** Empty for rows of neither an app nor an integration, such as feeds. */
    static Optional<IntegrationRow> read(Naming naming, JsonBody row) throws ConnectorException {
        Optional<NonHumanIdentity> holder = holder(naming, row);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        Instant at = Read.time(row, "date");
        return Optional.of(new IntegrationRow(
                holder.get(), Read.required(row, "change_type"), scopes(row), Read.optional(row, "user_id"), at));
    }

    private static Optional<NonHumanIdentity> holder(Naming naming, JsonBody row) throws ConnectorException {
        Optional<String> app = Read.optional(row, "app_id");
        if (app.isPresent()) {
            String name = Read.optional(row, "app_type").orElse(app.get());
            return Optional.of(NonHumanIdentity.of(naming.app(app.get()), Naming.SLACK, Apps.FORM, name)
                    .withAliases(Set.of(naming.appAlias(app.get()))));
        }
        Optional<String> service = Read.optional(row, "service_id").filter(id -> !id.equals("0"));
        if (service.isEmpty()) {
            return Optional.empty();
        }
        String name = Read.optional(row, "service_type").orElse("integration " + service.get());
        return Optional.of(NonHumanIdentity.of(naming.service(service.get()), Naming.SLACK, SERVICE_FORM, name));
    }

    private static Set<String> scopes(JsonBody row) throws ConnectorException {
        return Read.optional(row, "scope").stream()
                .flatMap(text -> Arrays.stream(text.split("[,\\s]+", -1)))
                .filter(scope -> !scope.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }
}

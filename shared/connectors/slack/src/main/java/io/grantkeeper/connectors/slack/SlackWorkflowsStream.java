package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of an organization's workflows: automations that people build, published or not, and who may edit them.
 */
final class SlackWorkflowsStream implements AccessStream {
    static final StreamId ID = new StreamId("workflows");
    static final String FORM = "slack-workflow";

    /** Slack's maximum page size (admin.workflows.search). */
    private static final String PAGE_SIZE = "50";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Workflows";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(SlackScopes.WORKFLOWS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(24);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        Map<String, String> arguments = new HashMap<>(Map.of("limit", PAGE_SIZE));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.read(SlackMethod.WORKFLOWS_SEARCH, arguments);
        SlackIds naming = new SlackIds(api.connection());
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : answer.list("workflows")) {
            items.add(workflow(naming, row));
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? StreamPage.more(items, PartitionCursor.at(next.get())) : StreamPage.last(items);
    }

    static Observation workflow(SlackIds naming, JsonNodeReader row) throws ConnectorException {
        String id = SlackJson.required(row, "id");
        Set<OwnerEvidenceItem> clues = new HashSet<>();
        if (row.has("collaborators")) {
            for (String user : row.texts("collaborators")) {
                naming.personOrUnknown(Optional.of(user).filter(text -> !text.isBlank()))
                        .toOptional()
                        .ifPresent(person -> clues.add(
                                new OwnerEvidenceItem(person, OwnerRole.DECLARED_OWNER, Timestamp.unknown())));
            }
        }
        Map<String, String> attributes = new TreeMap<>();
        for (String name : List.of("source", "team_id", "app_id", "last_updated_by")) {
            Optional<String> value = SlackJson.optional(row, name);
            value.ifPresent(text -> attributes.put(name.replace('_', '-'), text));
        }
        ProviderStatus standing = row.optionalFlag("is_published")
                .map(published -> published ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED)
                .orElse(ProviderStatus.UNKNOWN);
        return new IdentityObserved(NonHumanIdentity.of(
                        naming.workflow(id),
                        SlackIds.SLACK,
                        FORM,
                        SlackJson.optional(row, "title").orElse(id))
                .withStanding(standing)
                .withOwnerClues(clues)
                .withAttributes(attributes));
    }
}

package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of an organization's workflows: automations that people build, published or not, and who may edit them.
 */
final class SlackWorkflowsStream {
    static final StreamId ID = new StreamId("workflows");
    static final String FORM = "slack-workflow";

    /** Slack's maximum page size (admin.workflows.search). */
    private static final String PAGE_SIZE = "50";

    private SlackWorkflowsStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SlackIds ids = new SlackIds(request.connection());
        return new SlackClient(request.session())
                .page(SlackMethod.WORKFLOWS_SEARCH, Map.of("limit", PAGE_SIZE), "workflows", request.token())
                .toPage(row -> List.of(workflow(ids, row)));
    }

    static AccessObservation workflow(SlackIds ids, JsonNodeReader row) throws ConnectorException {
        String id = row.nonBlank("id");
        Set<OwnerEvidenceItem> clues = new HashSet<>();
        if (row.has("collaborators")) {
            for (String user : row.texts("collaborators")) {
                ids.personOrUnknown(Optional.of(user).filter(text -> !text.isBlank()))
                        .toOptional()
                        .ifPresent(person -> clues.add(
                                new OwnerEvidenceItem(person, OwnerRole.DECLARED_OWNER, Timestamp.unknown())));
            }
        }
        Map<String, String> attributes = new TreeMap<>();
        for (String name : List.of("source", "team_id", "app_id", "last_updated_by")) {
            Optional<String> value = row.optionalNonBlank(name);
            value.ifPresent(text -> attributes.put(name.replace('_', '-'), text));
        }
        ProviderStatus providerStatus = row.optionalFlag("is_published")
                .map(published -> published ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED)
                .orElse(ProviderStatus.UNKNOWN);
        return new IdentityObserved(NonHumanIdentity.of(
                        ids.workflow(id),
                        SlackIds.SLACK,
                        FORM,
                        row.optionalNonBlank("title").orElse(id))
                .withStanding(providerStatus)
                .withOwnerClues(clues)
                .withAttributes(attributes));
    }
}

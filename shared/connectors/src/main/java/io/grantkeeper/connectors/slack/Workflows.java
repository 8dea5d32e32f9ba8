package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
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

/** The workflows of an organisation: automations that people build, published or not, and who may edit them. */
final class Workflows implements AccessStream {
    static final StreamId ID = new StreamId("workflows");
    static final String FORM = "slack-workflow";

    /** Slack's largest page (admin.workflows.search). */
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
        return Set.of(Scopes.WORKFLOWS);
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
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Map<String, String> arguments = new HashMap<>(Map.of("limit", PAGE_SIZE));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.read(SlackMethod.WORKFLOWS_SEARCH, arguments);
        Naming naming = new Naming(api.connection());
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : answer.list("workflows")) {
            items.add(workflow(naming, row));
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? Page.more(items, Cursor.at(next.get())) : Page.last(items);
    }

    static Observation workflow(Naming naming, JsonBody row) throws ConnectorException {
        String id = Read.required(row, "id");
        Set<OwnerClue> clues = new HashSet<>();
        if (row.has("collaborators")) {
            for (String user : row.texts("collaborators")) {
                naming.known(Optional.of(user).filter(text -> !text.isBlank()))
                        .toOptional()
                        .ifPresent(
                                person -> clues.add(new OwnerClue(person, OwnerRole.DECLARED_OWNER, Moment.unknown())));
            }
        }
        Map<String, String> attributes = new TreeMap<>();
        for (String name : List.of("source", "team_id", "app_id", "last_updated_by")) {
            Optional<String> value = Read.optional(row, name);
            value.ifPresent(text -> attributes.put(name.replace('_', '-'), text));
        }
        Standing standing = row.optionalFlag("is_published")
                .map(published -> published ? Standing.ACTIVE : Standing.SUSPENDED)
                .orElse(Standing.UNKNOWN);
        return new IdentityObserved(NonHumanIdentity.of(
                        naming.workflow(id),
                        Naming.SLACK,
                        FORM,
                        Read.optional(row, "title").orElse(id))
                .withStanding(standing)
                .withOwnerClues(clues)
                .withAttributes(attributes));
    }
}

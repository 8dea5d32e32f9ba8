package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Apps and integrations that are installed in a workspace now. Slack has no such list: it follows from the workspace's
 * integration log, read from its newest row back. What was added or widened since the last removal is there, with all
 * scopes that were named meanwhile.
 */
final class InstalledApps implements AccessStream {
    static final StreamId ID = new StreamId("installed-apps");
    static final String KEY = "installed/";

    /** A log of more pages than the limit gives calls a minute could never be read in one go. */
    private static final int MOST_PAGES = 20;

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Installed apps and integrations, from the integration logs";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.ADMIN);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(6);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return Installation.partitions(session, ID, known, false);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Place workspace = Place.of(partition);
        Map<IdentityId, Installed> apps = new LinkedHashMap<>();
        boolean last = false;
        for (int number = 1; !last; number++) {
            if (number > MOST_PAGES) {
                throw new ConnectorException(new NotOffered(
                        "the integration log of workspace %s has more than %d pages: what is installed does not follow from it"
                                .formatted(workspace.id(), MOST_PAGES)));
            }
            IntegrationPage page = IntegrationPage.read(api, workspace, number);
            for (IntegrationRow row : page.rows()) {
                apps.computeIfAbsent(row.holder().id(), _ -> new Installed(row.holder()))
                        .olderRow(row);
            }
            last = page.last();
        }
        Naming naming = new Naming(api.connection());
        List<Observation> items = new ArrayList<>();
        apps.values().forEach(app -> app.observation(naming, workspace).ifPresent(items::add));
        return Page.last(items);
    }

    /** What is known of one app while its rows are looked at from the newest back. */
    private static final class Installed {
        private final NonHumanIdentity holder;
        private final Set<String> scopes = new TreeSet<>();
        private boolean settled;
        private boolean there;
        private Optional<Boolean> enabled = Optional.empty();
        private Optional<IntegrationRow> added = Optional.empty();

        Installed(NonHumanIdentity holder) {
            this.holder = holder;
        }

        void olderRow(IntegrationRow row) {
            if (settled) {
                return;
            }
            switch (row.change()) {
                case "removed" -> settled = true;
                case "enabled" -> enabled = enabled.or(() -> Optional.of(true));
                case "disabled" -> enabled = enabled.or(() -> Optional.of(false));
                case "added" -> added = Optional.of(row);
                default -> {}
            }
            if (!settled) {
                there = true;
                scopes.addAll(row.scopes());
            }
        }

        Optional<Observation> observation(Naming naming, Place workspace) {
            if (!there) {
                return Optional.empty();
            }
            Knowledge<PersonId> by = naming.known(added.flatMap(IntegrationRow::userId));
            Optional<Instant> at = added.map(IntegrationRow::at);
            Grant grant = AppListings.grant(KEY + workspace.id(), scopes)
                    .withStanding(enabled.orElse(true) ? Standing.ACTIVE : Standing.SUSPENDED)
                    .withGranted(by, at.map(Moment::at).orElse(Moment.unknown()));
            return Optional.of(new GrantObserved(holder, grant));
        }
    }
}

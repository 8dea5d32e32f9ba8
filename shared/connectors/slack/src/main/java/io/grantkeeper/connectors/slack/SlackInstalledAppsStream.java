package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of apps and integrations that are currently installed in a workspace. Slack has no listing of them, so
 * they are derived from the workspace's integration log. Slack lists its newest rows first, but the rows' times decide
 * which row is newer; Slack's order decides only about rows of the same second. An app is
 * installed if it was added or changed since its last removal. Its scopes are all scopes that the rows since then
 * contain.
 */
final class SlackInstalledAppsStream {
    static final StreamId ID = new StreamId("installed-apps");
    static final String KEY = "installed/";

    /**
     * The maximum number of pages, which is the number of calls that the rate limit allows in one minute. A longer log
     * could never be read in one pass.
     */
    private static final int MAX_PAGES = 20;

    private SlackInstalledAppsStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return SlackTokenScope.partitions(session, ID, known, false);
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SlackClient api = new SlackClient(request.session());
        SlackContext workspace = SlackContext.of(request.partition());
        SlackIds ids = new SlackIds(api.connection(), SlackContext.isOfOrganization(request.partition()));
        List<SlackIntegrationRow> rows = new ArrayList<>();
        ListingCount count = ListingCount.NONE;
        boolean last = false;
        for (int number = 1; !last; number++) {
            if (number > MAX_PAGES) {
                throw new ConnectorException(new NotOffered(
                        "the integration log of workspace %s has more than %d pages, so the installed apps cannot be derived from it"
                                .formatted(workspace.id(), MAX_PAGES)));
            }
            SlackIntegrationPage page = SlackIntegrationPage.read(api, ids, workspace, number);
            rows.addAll(page.rows());
            count = number == 1 ? page.count() : count.and(page.count());
            last = page.last();
        }
        Map<IdentityId, AppState> apps = new LinkedHashMap<>();
        rows.sort(Comparator.comparing(SlackIntegrationRow::at).reversed());
        rows.forEach(row -> apps.computeIfAbsent(row.holder().id(), _ -> new AppState(row.holder()))
                .addOlderRow(row));
        List<AccessObservation> items = new ArrayList<>();
        apps.values().forEach(app -> app.observation(ids, workspace).ifPresent(items::add));
        return StreamPage.last(items).withCount(count);
    }

    /** The facts about one app that follow from the rows read so far. Rows are read backward from the newest. */
    private static final class AppState {
        private final NonHumanIdentity identity;
        private final Set<String> scopes = new TreeSet<>();
        private boolean settled;
        private boolean there;
        private Optional<Boolean> enabled = Optional.empty();
        private Optional<SlackIntegrationRow> added = Optional.empty();

        AppState(NonHumanIdentity identity) {
            this.identity = identity;
        }

        void addOlderRow(SlackIntegrationRow row) {
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

        Optional<AccessObservation> observation(SlackIds ids, SlackContext workspace) {
            if (!there) {
                return Optional.empty();
            }
            KnownOrUnknown<PersonId> by = ids.personOrUnknown(added.flatMap(SlackIntegrationRow::userId));
            Optional<Instant> at = added.map(SlackIntegrationRow::at);
            Grant grant = SlackAppListings.grant(KEY + workspace.id(), scopes)
                    .withStanding(enabled.orElse(true) ? ProviderStatus.ACTIVE : ProviderStatus.SUSPENDED)
                    .withGranted(by, at.map(Timestamp::at).orElse(Timestamp.unknown()));
            return Optional.of(new GrantObserved(identity, grant));
        }
    }
}

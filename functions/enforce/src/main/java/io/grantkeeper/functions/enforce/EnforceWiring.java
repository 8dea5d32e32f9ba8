package io.grantkeeper.functions.enforce;

import io.grantkeeper.alerts.TeamNotices;
import io.grantkeeper.answers.Revokers;
import io.grantkeeper.detection.Approvals;
import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.enforcement.Exceptions;
import io.grantkeeper.enforcement.TendEnforcement;
import io.grantkeeper.functions.messaging.AlertChannels;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.EnforcementEntries;
import io.grantkeeper.policy.enforcement.BreachStore;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.revocation.LaterListing;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds enforcement, for the function and for the command line alike. */
public final class EnforceWiring {
    private EnforceWiring() {}

    /** What it stands on. */
    public record Stores(
            PolicyStore policies,
            AccessStore access,
            BreachStore breaches,
            QuestionStore questions,
            SendStore sends,
            EntryStore entries,
            Salts salts) {}

    public static EnforcePolicies enforcement(
            Stores stores,
            Revokers revokers,
            LaterListing listings,
            AlertChannels channels,
            Company company,
            Clock clock) {
        return new EnforcePolicies(
                stores.policies(),
                stores.access(),
                stores.breaches(),
                revokers,
                listings,
                Exceptions.byOwners(stores.questions()),
                new PeopleWarned(new TeamNotices(stores.sends(), channels.inOrder(), channels.settings(), clock)),
                company,
                clock);
    }

    public static TendEnforcement tend(Stores stores, Clock clock) {
        return new TendEnforcement(
                stores.breaches(), new EnforcementEntries(stores.entries(), stores.salts(), clock), clock);
    }

    /** @param tags each with the ids, product ids or client ids that carry it */
    public static Company company(Collection<String> approved, Map<String, List<String>> tags) {
        Map<String, Approvals> carried = new HashMap<>();
        tags.forEach((tag, names) -> carried.put(tag, Approvals.of(names)));
        return new Company(Approvals.of(approved), carried);
    }
}

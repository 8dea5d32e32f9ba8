package io.grantkeeper.paths;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.PermissionProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Converts stored rows to the facts from which an access graph is derived. Accounts with the same work address belong
 * to one person. Only rows that were live at the requested time count.
 */
public final class PathTenantConverter {
    /** The facts that no connector collects yet, so that no path can depend on them. */
    private static final List<String> NEVER_COLLECTED = List.of(
            "which administrator role people have in a Slack organization with several workspaces, and roles that are"
                    + " limited to a part of a tenant",
            "how people sign in, except the second factor at Google and in a Slack workspace",
            "who is assigned to an app of Entra, and to an app of Okta until the first listing of it is complete",
            "which credential the value of a stored secret is",
            "trusts between systems, such as the cloud roles that a repository can assume, unless the configuration"
                    + " states them",
            "conditional access, environments and other conditions");

    private static final String GITHUB = "github:";

    /** The attribute in which the GitHub connector states the repository of a deploy key or of workflows. */
    private static final String REPOSITORY = "repository";

    /** The attribute in which connectors of identity providers state what people sign in to through an app. */
    private static final String SIGNS_IN_TO = "signs-in-to";

    /**
     * The prefix of the keys of federated credentials. Through such a credential, an app trusts tokens from another
     * issuer.
     */
    private static final String FEDERATED = "federated/";

    private static final String ACTIONS_ISSUER = "https://token.actions.githubusercontent.com";

    private final Map<String, String> providers = new HashMap<>();
    private final Instant asOf;

    /**
     * Creates a converter.
     *
     * @param providers the provider of each connection, under the name that connectors use; if a connection is missing,
     *     its provider is taken from its identities
     */
    public PathTenantConverter(Map<ConnectionId, String> providers, Instant asOf) {
        providers.forEach((connection, name) -> this.providers.put(connection.value(), wireName(name)));
        this.asOf = asOf;
    }

    static String wireName(String provider) {
        return PermissionProvider.named(provider)
                .map(PermissionProvider::wireName)
                .orElse(provider);
    }

    /** Returns what the stored facts do not contain, one clause each. */
    public static List<String> notCollected() {
        return NEVER_COLLECTED;
    }

    /** Converts the rows of a tenant. */
    public PathTenant convert(
            TenantId tenant, Collection<IdentityRecord> identities, Collection<StoredRecord<Person>> people) {
        return convert(
                tenant.toString(),
                identities.stream()
                        .filter(one -> wasLive(one.identity()))
                        .map(this::identity)
                        .toList(),
                people.stream().filter(this::wasLive).map(PathAccount::of).toList());
    }

    /**
     * Combines identities and accounts into a tenant.
     *
     * @param rows rows of accounts; an account can have separate rows with its address, its roles, and each app that it is
     *     assigned to
     * @param identities identities; their owners and the people in their grants are given as account ids
     */
    public PathTenant convert(String tenant, Collection<PathIdentity> identities, Collection<PathAccount> rows) {
        List<PathAccount> accounts = PathAccount.combined(rows);
        identities.forEach(identity -> providers.putIfAbsent(connection(identity.id()), identity.provider()));
        Map<String, String> personOf = new HashMap<>();
        accounts.forEach(account -> personOf.put(account.account(), account.person()));
        return new PathTenant(
                tenant,
                identities.stream()
                        .map(identity -> withPeople(identity, personOf))
                        .toList(),
                people(accounts),
                trusts(identities),
                identities.stream()
                        .flatMap(identity -> identity.repository().stream())
                        .flatMap(repository -> repository.rules().stream())
                        .toList(),
                List.of(),
                PathAccount.appsWithKnownAssignments(rows));
    }

    /**
     * Returns the trusts between repositories, their workflows and apps. Control of a repository gives control of its
     * workflows, and control of the workflows gives control of an app that trusts their OIDC tokens. An app can also
     * trust another company's repository, so the repository's owner must be known. The app must trust a subject that
     * the repository's template for subjects can produce.
     */
    private static List<PathTrust> trusts(Collection<PathIdentity> identities) {
        Set<String> owners = new HashSet<>();
        Map<String, PathRepository> customized = new HashMap<>();
        List<PathTrust> trusts = new ArrayList<>();
        for (PathIdentity identity : identities) {
            identity.repository().ifPresent(repository -> {
                repository.owner().ifPresent(owners::add);
                if (!repository.subject().isEmpty()) {
                    customized.put(repository.fullName().toLowerCase(Locale.ROOT), repository);
                }
                trusts.add(new PathTrust(repository.place(), identity.id(), "its workflows"));
            });
            if (identity.provider().equals("github")) {
                identity.grants()
                        .forEach(grant -> grant.reach()
                                .ifPresent(names -> names.forEach(
                                        name -> PathRepository.owner(name).ifPresent(owners::add))));
            }
        }
        for (PathIdentity identity : identities) {
            for (PathCredential credential : identity.credentials()) {
                if (isTrust(credential) && credential.active()) {
                    String subject = credential.heldIn().orElseThrow();
                    PathRepository custom = customized.get(repositoryIn(subject).toLowerCase(Locale.ROOT));
                    if (custom == null || custom.canHaveSubject(subject)) {
                        PathTrust trust = trust(identity, subject, owners);
                        trusts.add(
                                custom != null && custom.subjectUnknown()
                                        ? trust.onlyIf("the organization's template of subjects allows it")
                                        : trust);
                    }
                }
            }
        }
        return trusts;
    }

    private static PathTrust trust(PathIdentity identity, String subject, Set<String> owners) {
        String repository = repositoryIn(subject);
        boolean own = PathRepository.owner(repository).filter(owners::contains).isPresent();
        Optional<String> condition = own
                ? Optional.of("the environment lets a workflow run without approval")
                        .filter(words -> subject.contains(":environment:"))
                : Optional.of(repository + " is a repository of this company");
        return new PathTrust(
                GITHUB + (own ? PathRepository.name(repository) : repository),
                identity.id(),
                "Actions OIDC token",
                condition);
    }

    /** Returns the repository, as owner and name, at the beginning of a subject. */
    private static String repositoryIn(String subject) {
        String named = subject.substring(GITHUB.length());
        int end = named.indexOf(':');
        return end < 0 ? named : named.substring(0, end);
    }

    private static boolean isTrust(PathCredential credential) {
        return credential.id().startsWith(FEDERATED) && credential.heldIn().isPresent();
    }

    /** Returns whether a credential lets the workflows of a repository act as its identity. */
    public static boolean isTrust(Credential credential) {
        return repositoryOf(credential).isPresent();
    }

    /**
     * Returns the repository whose workflows can use a federated credential, followed by the rest of the subject.
     * Source: https://docs.github.com/en/actions/reference/security/oidc
     */
    private static Optional<String> repositoryOf(Credential credential) {
        String start = ACTIONS_ISSUER + ", repo:";
        return credential.key().startsWith(FEDERATED) && credential.hint().startsWith(start)
                ? Optional.of(GITHUB + credential.hint().substring(start.length()))
                : Optional.empty();
    }

    private static String connection(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    private static PathIdentity withPeople(PathIdentity identity, Map<String, String> personOf) {
        return new PathIdentity(
                identity.id(),
                identity.name(),
                identity.provider(),
                identity.kind(),
                identity.active(),
                identity.grants().stream()
                        .map(grant -> new PathGrant(
                                grant.key(),
                                grant.permissions(),
                                grant.person().map(account -> personOf.getOrDefault(account, account)),
                                grant.reach(),
                                grant.active(),
                                grant.reachKnown(),
                                grant.since()))
                        .toList(),
                identity.owners().stream()
                        .map(account -> personOf.getOrDefault(account, account))
                        .distinct()
                        .toList(),
                identity.credentials().stream()
                        .filter(credential -> !isTrust(credential))
                        .toList(),
                identity.repository(),
                identity.signsInTo());
    }

    private boolean wasLive(StoredRecord<?> row) {
        return !row.firstSeen().isAfter(asOf)
                && row.removedAt().filter(removed -> !removed.isAfter(asOf)).isEmpty();
    }

    private List<PathPerson> people(Collection<PathAccount> accounts) {
        Map<String, List<PathAccount>> byPerson = new LinkedHashMap<>();
        accounts.forEach(account -> byPerson.computeIfAbsent(account.person(), k -> new ArrayList<>())
                .add(account));
        List<PathPerson> people = new ArrayList<>();
        byPerson.forEach((id, own) -> {
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, PathPerson.SignIn> signIn = new LinkedHashMap<>();
            Set<String> roles = new TreeSet<>();
            Set<String> unknown = new TreeSet<>();
            Set<String> eligible = new TreeSet<>();
            Set<String> assigned = new TreeSet<>();
            for (PathAccount account : own) {
                String provider = providers.getOrDefault(connection(account.account()), connection(account.account()));
                int slash = account.account().indexOf('/');
                names.putIfAbsent(provider, account.account().substring(slash + 1));
                account.signIn().ifPresent(how -> signIn.put(provider, how));
                account.roles().forEach(role -> roles.add(provider + ":" + role));
                account.eligible().forEach(role -> eligible.add(provider + ":" + role));
                assigned.addAll(account.assigned());
                if (!account.rolesKnown()) {
                    unknown.add(provider);
                }
            }
            Optional<String> mailbox = List.of("google", "microsoft").stream()
                    .filter(names::containsKey)
                    .findFirst();
            people.add(new PathPerson(
                    id,
                    roles,
                    names,
                    signIn,
                    mailbox,
                    own.stream().allMatch(PathAccount::active),
                    unknown,
                    eligible,
                    assigned,
                    false));
        });
        return people;
    }

    /**
     * Converts an identity and those of its rows that were live at the requested time. Owners and people in grants are
     * given as account ids.
     */
    public PathIdentity identity(IdentityRecord row) {
        NonHumanIdentity identity = row.identity().content();
        return new PathIdentity(
                identity.id().toString(),
                identity.displayName().text(),
                wireName(identity.provider().toString()),
                identity.form(),
                wasLive(row.identity()) && isUsable(identity.standing()) && canBeUsed(row),
                row.grants().stream()
                        .filter(this::wasLive)
                        .map(grant -> grant(grant, identity))
                        .toList(),
                identity.ownerClues().stream()
                        .filter(clue -> clue.role() == OwnerRole.DECLARED_OWNER)
                        .map(clue -> clue.person().toString())
                        .distinct()
                        .toList(),
                row.credentials().stream()
                        .filter(this::wasLive)
                        .map(StoredRecord::content)
                        .map(this::credential)
                        .toList(),
                Optional.ofNullable(identity.attributes().get(REPOSITORY))
                        .filter(name -> isWorkflows(identity))
                        .map(name -> new PathRepository(name, protections(identity), subject(identity))),
                identity.attributes().containsKey(SIGNS_IN_TO)
                        ? List.of(identity.attributes().get(SIGNS_IN_TO).split(" ", -1))
                        : List.of());
    }

    /**
     * Returns whether an identity can be used, judging by its grants and credentials. An identity that appears in no
     * listing, such as a key, counts as removed once all its grants and credentials are removed. The inventory applies
     * the same rule.
     */
    private boolean canBeUsed(IdentityRecord row) {
        List<StoredRecord<Grant>> grants =
                row.grants().stream().filter(this::wasLive).toList();
        List<StoredRecord<Credential>> credentials =
                row.credentials().stream().filter(this::wasLive).toList();
        if (grants.isEmpty() && credentials.isEmpty()) {
            boolean never = row.grants().isEmpty() && row.credentials().isEmpty();
            return never || row.identity().listed();
        }
        return grants.stream().anyMatch(grant -> isUsable(grant.content().standing()))
                || credentials.stream()
                        .anyMatch(credential -> isUsable(credential.content().standing()));
    }

    /** Returns whether an identity represents the workflows of a repository. */
    public static boolean isWorkflows(NonHumanIdentity identity) {
        return identity.form().equals("actions-workflows");
    }

    private static List<String> subject(NonHumanIdentity identity) {
        String written = identity.attributes().getOrDefault("oidc-subject", "");
        return written.isEmpty() ? List.of() : List.of(written.split(",", -1));
    }

    private static List<String> protections(NonHumanIdentity identity) {
        String written = identity.attributes().getOrDefault("protections", "");
        return written.isEmpty() ? List.of() : List.of(written.split(" ", -1));
    }

    private PathGrant grant(StoredRecord<Grant> row, NonHumanIdentity identity) {
        Grant grant = row.content();
        Optional<String> person = grant.subject() instanceof GrantSubject.OnePerson(PersonId id)
                ? Optional.of(id.toString())
                : Optional.empty();
        // Which resources were selected is stored only for a deploy key, so what another grant opens is a condition.
        Optional<String> repository = Optional.ofNullable(identity.attributes().get(REPOSITORY));
        Optional<Set<String>> reach = repository.isPresent()
                ? repository.map(Set::of)
                : switch (grant.reach()) {
                    case ALL, UNKNOWN, SELECTED -> Optional.empty();
                    case NONE -> Optional.of(Set.of());
                };
        boolean usable =
                isUsable(grant.standing()) && !hasExpired(grant.expires()) && grant.reach() != ResourceReach.NONE;
        return new PathGrant(
                grant.key(),
                List.copyOf(grant.scopes()),
                person,
                reach,
                usable,
                repository.isPresent() || grant.reach() != ResourceReach.SELECTED,
                Optional.of(row.firstSeen()));
    }

    private PathCredential credential(Credential credential) {
        return new PathCredential(
                credential.key(),
                repositoryOf(credential),
                isUsable(credential.standing()) && !hasExpired(credential.expires()));
    }

    private static boolean isUsable(ProviderStatus status) {
        return switch (status) {
            case ACTIVE, UNKNOWN -> true;
            case SUSPENDED, REQUESTED -> false;
        };
    }

    private boolean hasExpired(Timestamp expires) {
        return expires.toOptional().filter(end -> !end.isAfter(asOf)).isPresent();
    }
}

package io.grantkeeper.paths;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.permissions.PermissionProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Derives a tenant's access graph from facts by applying the rules. A person has one node per account, because control
 * of one account does not give control of the others. Facts that refer to something unknown are reported and otherwise
 * ignored.
 */
public final class TenantGraphBuilder {
    /** The cost of taking control of another identity or person. It exceeds the total cost of all places on a path. */
    private static final int STEP = 1_000;

    private static final String PERSON = "person:";

    private final PathRules rules;
    private final PathTenant tenant;
    private final Consumer<String> problems;
    private final AccessGraph.Builder graph = new AccessGraph.Builder();
    private final List<AccessNode> nodes = new ArrayList<>();
    private final List<EdgeReason> facts = new ArrayList<>();
    private final Map<Integer, String> tierZero = new LinkedHashMap<>();
    private final Map<String, PathIdentity> identities = new LinkedHashMap<>();
    private final Map<String, Integer> identityNodes = new LinkedHashMap<>();
    private final Map<String, PathPerson> people = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> roles = new HashMap<>();
    private final Map<String, Map<String, Integer>> accounts = new HashMap<>();
    private final Map<String, Map<String, Integer>> abilities = new HashMap<>();
    private final Map<String, Integer> mailboxes = new HashMap<>();
    private final Map<String, Integer> junctions = new HashMap<>();
    private final Map<String, Integer> grants = new LinkedHashMap<>();
    private final Map<String, Map<Integer, String>> zones = new LinkedHashMap<>();
    private final CredentialLocations places;
    private final List<ConditionalEdge> possible = new ArrayList<>();
    private final SignInApps signInApps;
    private final Map<String, Integer> signInPlaces = new LinkedHashMap<>();

    private TenantGraphBuilder(PathRules rules, PathTenant tenant, Consumer<String> problems) {
        this.rules = rules;
        this.tenant = tenant;
        this.problems = problems;
        places = new CredentialLocations(tenant, name -> addNode(AccessNode.Kind.PLACE, name));
        signInApps = new SignInApps(tenant.identities(), tenant.assignmentsKnown());
    }

    /**
     * Builds the graph.
     *
     * @param problems receives a sentence about each fact that refers to something unknown or cannot be interpreted
     */
    public static TenantGraph build(PathRules rules, PathTenant tenant, Consumer<String> problems) {
        return new TenantGraphBuilder(rules, tenant, problems).build();
    }

    private TenantGraph build() {
        tenant.people().forEach(this::addPerson);
        tenant.identities().forEach(this::addIdentity);
        signInApps.all().forEach(this::addSignIn);
        people.values().stream().filter(PathPerson::active).forEach(this::addPersonEdges);
        identities.values().stream().filter(PathIdentity::active).forEach(this::addIdentityEdges);
        tenant.trusts().forEach(this::addTrust);
        ZoneRules.standard().all().forEach(this::addMembers);
        tenant.zones().forEach(this::addMembers);
        return new TenantGraph(
                nodes, facts, graph.build(), possible, tierZero, identityNodes, List.copyOf(grants.keySet()), zones);
    }

    private int addNode(AccessNode.Kind kind, String name) {
        nodes.add(new AccessNode(kind, name));
        return graph.addNode();
    }

    private void addEdge(int from, int to, String by, String text) {
        addEdge(from, to, by, text, AccessGraph.NO_GRANT);
    }

    private void addEdge(int from, int to, AppliedPathRule right) {
        int grant = AccessGraph.NO_GRANT;
        AccessNode source = nodes.get(from);
        if (source.kind() == AccessNode.Kind.IDENTITY && !right.grant().isEmpty()) {
            String name = TenantGraph.grantName(source.name(), right.grant());
            grant = grants.computeIfAbsent(name, k -> grants.size());
        }
        if (right.condition().isPresent()) {
            String text = "{from} could " + right.rule().phrase() + " with " + right.by() + ", if "
                    + right.condition().get() + ". ";
            addPossible(
                    from,
                    to,
                    new EdgeReason(right.by(), text, AccessEvidenceKind.INVENTORY, right.condition(), right.since()),
                    grant);
        } else {
            graph.addEdge(from, to, cost(from, to), grant);
            facts.add(new EdgeReason(
                    right.by(), sentence(right), AccessEvidenceKind.INVENTORY, Optional.empty(), right.since()));
        }
    }

    private void addEdge(int from, int to, String by, String text, int grant) {
        graph.addEdge(from, to, cost(from, to), grant);
        facts.add(by.isEmpty() && text.isEmpty() ? EdgeReason.NONE : new EdgeReason(by, text));
    }

    /** Adds an edge that exists only under a condition that the facts leave open. No certain path uses the edge. */
    private void addPossible(int from, int to, EdgeReason fact, int grant) {
        possible.add(new ConditionalEdge(from, to, cost(from, to), grant, fact));
    }

    private void addPossible(int from, int to, String by, String text, String condition) {
        addPossible(
                from,
                to,
                new EdgeReason(by, text, AccessEvidenceKind.INVENTORY, Optional.of(condition), Optional.empty()),
                AccessGraph.NO_GRANT);
    }

    private int cost(int from, int to) {
        AccessNode source = nodes.get(from);
        AccessNode target = nodes.get(to);
        return source.name().equals(target.name()) && source.kind() == target.kind()
                ? 0
                : switch (target.kind()) {
                    case IDENTITY, PERSON -> STEP + 1;
                    case PLACE, CREDENTIAL -> 1;
                    case JUNCTION -> 0;
                };
    }

    // People

    private void addPerson(PathPerson person) {
        if (people.putIfAbsent(person.id(), person) != null) {
            problems.accept("the person '" + person.id() + "' is listed twice; only the first entry is used");
            return;
        }
        Map<String, Set<String>> byProvider = new HashMap<>();
        for (String role : person.roles()) {
            int colon = role.indexOf(':');
            if (colon <= 0) {
                problems.accept("the role '%s' of the person '%s' must be written as provider:role"
                        .formatted(role, person.id()));
                continue;
            }
            String provider = provider(role.substring(0, colon));
            String name = role.substring(colon + 1);
            byProvider
                    .computeIfAbsent(provider, k -> new TreeSet<>())
                    .add(
                            provider.equals("aws")
                                    ? CanonicalPermissionNames.canonical(provider, name)
                                    : CanonicalPermissionNames.role(provider, name));
        }
        roles.put(person.id(), byProvider);
        if (person.active()) {
            Set<String> providers = new TreeSet<>(person.accounts().keySet());
            providers.addAll(byProvider.keySet());
            providers.addAll(person.signIn().keySet());
            person.mailbox().ifPresent(providers::add);
            providers.forEach(provider -> account(person.id(), provider));
        }
    }

    private static String provider(String name) {
        return PermissionProvider.named(name).map(PermissionProvider::wireName).orElse(name);
    }

    private int account(String person, String provider) {
        return accounts.computeIfAbsent(person, k -> new LinkedHashMap<>())
                .computeIfAbsent(provider, k -> addNode(AccessNode.Kind.PERSON, PERSON + person));
    }

    /**
     * Returns the node for a person's abilities at a provider. The account and the person's tokens lead to this node.
     */
    private int abilities(String person, String provider) {
        Map<String, Integer> known = abilities.computeIfAbsent(person, k -> new HashMap<>());
        Integer existing = known.get(provider);
        if (existing != null) {
            return existing;
        }
        int node = addNode(AccessNode.Kind.PERSON, PERSON + person);
        known.put(provider, node);
        addEdge(account(person, provider), node, "", "");
        return node;
    }

    private Set<String> rolesOf(String person, String provider) {
        return roles.getOrDefault(person, Map.of()).getOrDefault(provider, Set.of());
    }

    private List<PathRule> rulesOfRole(String provider, String role) {
        return rules.of(provider, provider.equals("aws") ? role : "role:" + role);
    }

    private void addPersonEdges(PathPerson person) {
        String id = person.id();
        Map<String, Integer> own = Map.copyOf(accounts.getOrDefault(id, Map.of()));
        own.forEach((provider, account) -> {
            for (String role : rolesOf(id, provider)) {
                for (PathRule rule : rulesOfRole(provider, role)) {
                    if (rule.effect() == PathRuleEffect.CONTROL) {
                        tierZero.putIfAbsent(account, rule.phrase());
                    } else {
                        AppliedPathRule right = new AppliedPathRule(
                                rule, "role:" + role, Set.of(role), Optional.empty(), Optional.empty(), "");
                        open(abilities(id, provider), provider, id, right);
                    }
                }
            }
            addEligible(person, provider, account);
            places.drive(provider, id).ifPresent(place -> addEdge(account, place, "account", "{from} reads {to}."));
            places.chat(provider, id).ifPresent(place -> addEdge(account, place, "account", "{from} reads {to}."));
            resetByMail(person, provider)
                    .forEach((other, target) -> addEdge(
                            account, target, "reset mail", "The mailbox receives a reset mail for " + other + ". "));
            resetByMailPerhaps(person, provider)
                    .forEach((other, target) -> addPossible(
                            account,
                            target,
                            "reset mail",
                            "The mailbox could receive a reset mail for " + other + ", if " + onlyPassword(other)
                                    + ". ",
                            onlyPassword(other)));
        });
        own.forEach((provider, account) -> {
            boolean sso = person.signIn().get(provider) == PathPerson.SignIn.SSO;
            Optional<String> certain = issuerOf(person, provider);
            if (certain.isPresent()) {
                String source = certain.get();
                addEdge(
                        account(id, source),
                        account,
                        "sso",
                        "The account signs in to " + provider + " through " + source + ". ");
            } else if (sso && !signInApps.leadTo(provider)) {
                addPossibleSignIns(id, provider, account, identityProviders(person, provider));
            } else if (sso || !provider.equals("github")) {
                addPossibleSignIns(id, provider, account, issuersFor(person, provider));
            }
        });
    }

    /** Returns the person's accounts, by provider, from which the person could sign in to another provider with an app. */
    private Set<String> issuersFor(PathPerson person, String provider) {
        Set<String> issuers = new TreeSet<>();
        signInApps.of(person, provider).forEach(app -> issuers.add(app.app().provider()));
        issuers.retainAll(accounts.getOrDefault(person.id(), Map.of()).keySet());
        issuers.remove(provider);
        return issuers;
    }

    /**
     * Returns the provider through which an account signs in for certain: the account must use single sign-on, and only
     * one identity provider can have an app for it.
     */
    private Optional<String> issuerOf(PathPerson person, String provider) {
        if (person.signIn().get(provider) != PathPerson.SignIn.SSO) {
            return Optional.empty();
        }
        Set<String> issuers = issuersFor(person, provider);
        if (issuers.isEmpty() && person.ssoThroughOwnAccount()) {
            return identityProviders(person, provider).stream().findFirst();
        }
        return issuers.size() == 1 ? Optional.of(issuers.iterator().next()) : Optional.empty();
    }

    /** Adds an edge from each identity provider through which an account may sign in; at most one of them is used. */
    private void addPossibleSignIns(String id, String provider, int account, Collection<String> issuers) {
        issuers.forEach(source -> addPossible(
                account(id, source),
                account,
                "sso",
                "The account could sign in to " + provider + " through " + source + ", if "
                        + signsInThrough(provider, source) + ". ",
                signsInThrough(provider, source)));
    }

    private static String signsInThrough(String provider, String app) {
        return "the account at " + provider + " signs in through " + app;
    }

    // Sign-in apps of identity providers

    /** Adds the place that represents an app's settings, with edges to the accounts for which the app can vouch. */
    private void addSignIn(SignInApps.SignInApp app) {
        int place = signInPlaces.computeIfAbsent(
                app.app().id(),
                k -> places.named(app.place()).orElseGet(() -> addNode(AccessNode.Kind.PLACE, app.place())));
        int all = addNode(AccessNode.Kind.JUNCTION, app.place() + " to " + app.provider());
        String condition = signsInThrough(app.provider(), app.place());
        boolean leads = false;
        for (PathPerson person : people.values()) {
            String account = person.accounts().get(app.provider());
            if (!person.active() || account == null) {
                continue;
            }
            int target = account(person.id(), app.provider());
            switch (isOnlyWayIn(person, app)
                    ? SignInApps.Reached.CERTAINLY
                    : SignInApps.reached(
                            app, account, Optional.ofNullable(person.signIn().get(app.provider())))) {
                case CERTAINLY -> addEdge(all, target, "", "");
                case POSSIBLY -> addPossible(all, target, "", "That is possible if " + condition + ". ", condition);
                case NOT -> {
                    continue;
                }
            }
            leads = true;
        }
        if (leads) {
            addEdge(
                    place,
                    all,
                    "single sign-on",
                    "Anyone who changes {from} signs in to " + app.provider() + " as {to}. ");
        }
    }

    /**
     * Returns whether an account is known to sign in through an app: it uses single sign-on, and no other app leads to it.
     * At GitHub, the name of the account decides instead.
     */
    private boolean isOnlyWayIn(PathPerson person, SignInApps.SignInApp app) {
        return !app.provider().equals("github")
                && issuerOf(person, app.provider())
                        .filter(app.app().provider()::equals)
                        .isPresent()
                && signInApps.of(person, app.provider()).equals(List.of(app));
    }

    /** Opens the apps of an identity provider through which people sign in elsewhere. */
    private void openSignIn(int node, String provider, AppliedPathRule right) {
        if (right.reach().isPresent()) {
            signInPlaces.forEach((id, place) -> {
                if (isOf(provider, id)
                        && (right.covers(id, null)
                                || right.covers(nodes.get(place).name(), null))) {
                    addEdge(node, place, right);
                }
            });
        } else if (signInPlaces.keySet().stream().anyMatch(id -> isOf(provider, id))) {
            int all = junction(
                    provider + " sign-in apps",
                    junction -> signInPlaces.forEach((id, place) -> {
                        if (isOf(provider, id)) {
                            addEdge(junction, place, "", "");
                        }
                    }));
            addEdge(node, all, right);
        }
    }

    private boolean isOf(String provider, String id) {
        PathIdentity identity = identities.get(id);
        return identity != null && identity.provider().equals(provider);
    }

    /** Adds edges for roles that a person does not have but can activate. */
    private void addEligible(PathPerson person, String provider, int account) {
        String prefix = provider + ':';
        for (String written : new TreeSet<>(person.eligibleRoles())) {
            if (written.startsWith(prefix)) {
                String name = written.substring(prefix.length());
                String role = CanonicalPermissionNames.role(provider, name);
                for (PathRule rule : rulesOfRole(provider, role)) {
                    AppliedPathRule right = new AppliedPathRule(
                                    rule, "role:" + role, Set.of(role), Optional.empty(), Optional.empty(), "")
                            .onlyIf(PathRuleResolver.activates(person.id(), name));
                    if (rule.effect() == PathRuleEffect.CONTROL) {
                        addEdge(account, controlOf(provider, rule.phrase()), right);
                    } else {
                        open(abilities(person.id(), provider), provider, person.id(), right);
                    }
                }
            }
        }
    }

    /**
     * Returns the providers through which a person could sign in to another one, the most likely first: Okta if the
     * person has an account there, otherwise the directory.
     */
    private List<String> identityProviders(PathPerson person, String other) {
        Set<String> own = accounts.getOrDefault(person.id(), Map.of()).keySet();
        return List.of("okta", "microsoft", "google").stream()
                .filter(own::contains)
                .filter(provider -> !provider.equals(other))
                .filter(provider -> person.signIn().get(provider) != PathPerson.SignIn.SSO)
                .toList();
    }

    /**
     * Returns the accounts, by provider, whose password can be reset with an email to the person's mailbox at the given
     * provider.
     */
    private Map<String, Integer> resetByMail(PathPerson person, String mailProvider) {
        Map<String, Integer> targets = new LinkedHashMap<>();
        if (person.active() && person.mailbox().filter(mailProvider::equals).isPresent()) {
            accounts.getOrDefault(person.id(), Map.of()).forEach((provider, account) -> {
                if (!provider.equals(mailProvider) && person.signIn().get(provider) == PathPerson.SignIn.PASSWORD) {
                    targets.put(provider, account);
                }
            });
        }
        return targets;
    }

    /**
     * Returns the accounts, by provider, whose password might be resettable with an email to the person's mailbox at
     * the given provider. The sign-in method of these accounts is unknown.
     */
    private Map<String, Integer> resetByMailPerhaps(PathPerson person, String mailProvider) {
        Map<String, Integer> targets = new LinkedHashMap<>();
        if (person.active() && person.mailbox().filter(mailProvider::equals).isPresent()) {
            accounts.getOrDefault(person.id(), Map.of()).forEach((provider, account) -> {
                if (!provider.equals(mailProvider) && !person.signIn().containsKey(provider)) {
                    targets.put(provider, account);
                }
            });
        }
        return targets;
    }

    private static String onlyPassword(String provider) {
        return "the account at " + provider + " signs in with only a password";
    }

    // Identities

    private void addIdentity(PathIdentity identity) {
        if (identities.putIfAbsent(identity.id(), identity) != null) {
            problems.accept("the identity '" + identity.id() + "' is listed twice; only the first entry is used");
        } else if (identity.active()) {
            identityNodes.put(identity.id(), addNode(AccessNode.Kind.IDENTITY, identity.id()));
        }
    }

    private int nodeOf(PathIdentity identity) {
        Integer node = identityNodes.get(identity.id());
        if (node == null) {
            throw new IllegalStateException("the identity " + identity.id() + " is not active");
        }
        return node;
    }

    private void addIdentityEdges(PathIdentity identity) {
        int node = nodeOf(identity);
        PathRuleResolver reader = new PathRuleResolver(rules, identity, people, this::rolesOf, problems);
        for (AppliedPathRule right : reader.rights()) {
            if (right.rule().effect() == PathRuleEffect.CONTROL) {
                if (right.condition().isPresent()) {
                    addEdge(node, controlOf(identity.provider(), right.rule().phrase()), right);
                } else {
                    tierZero.putIfAbsent(node, right.rule().phrase());
                }
            } else {
                open(node, identity.provider(), identity.id(), right);
            }
        }
        reader.actsAs().forEach((person, everything) -> actAs(identity, person, everything));
        if (reader.hasEverything()) {
            tierZero.putIfAbsent(node, "do everything in the tenant");
        }
        if (identity.provider().equals("aws")) {
            PassedRoles.start(identity).ifPresent(start -> passRoles(node, identity, start));
        }
        for (PathCredential credential : identity.credentials()) {
            if (credential.active() && credential.heldIn().isPresent()) {
                places.named(credential.heldIn().get())
                        .ifPresentOrElse(
                                place -> addCredential(place, credential.id(), identity),
                                () -> problems.accept("heldIn '%s' of the credential '%s' is not a known kind of place"
                                        .formatted(credential.heldIn().get(), credential.id())));
            }
        }
        for (String owner : identity.owners()) {
            addOwner(owner, identity);
            addOwnerOfSignIn(owner, identity);
        }
        if (identity.provider().equals("okta")) {
            places.app(identity.id())
                    .ifPresent(place -> addEdge(node, place, "app", "{from} is the app that {to} represents."));
        }
    }

    /** Adds the roles that an identity could pass to a service in which it can start something. */
    private void passRoles(int node, PathIdentity identity, String start) {
        String text = "{from} could pass {to} to a service that it starts with " + start + ", if "
                + PassedRoles.CONDITION + ". ";
        boolean passes = false;
        for (PathGrant grant : identity.grants()) {
            if (!grant.active() || grant.permissions().stream().noneMatch(PassedRoles::isPass)) {
                continue;
            }
            passes = true;
            EdgeReason fact = new EdgeReason(
                    PassedRoles.PASS,
                    text,
                    AccessEvidenceKind.INVENTORY,
                    Optional.of(PassedRoles.CONDITION),
                    grant.since());
            int number = grants.computeIfAbsent(TenantGraph.grantName(identity.id(), grant.key()), k -> grants.size());
            if (grant.reach().isPresent()) {
                Set<String> reach = grant.reach().get();
                identities.values().stream()
                        .filter(TenantGraphBuilder::isUsableRole)
                        .filter(role -> !role.id().equals(identity.id())
                                && reach.stream().anyMatch(name -> AppliedPathRule.names(name, role.id())))
                        .forEach(role -> addPossible(node, nodeOf(role), fact, number));
            } else {
                int all = junction(
                        "roles of aws",
                        junction -> identities.values().stream()
                                .filter(TenantGraphBuilder::isUsableRole)
                                .forEach(role -> addEdge(junction, nodeOf(role), "", "")));
                addPossible(node, all, fact, number);
            }
        }
        if (passes) {
            problems.accept(
                    "'%s' can pass roles to a service that it starts with %s (%s); whether it takes on such a role depends on the role's trust policy, so no path contains this step"
                            .formatted(identity.id(), start, PassedRoles.PASS));
        }
    }

    private static boolean isUsableRole(PathIdentity identity) {
        return identity.active()
                && identity.provider().equals("aws")
                && identity.kind().contains("role");
    }

    /** Returns the node for control of a provider. Only possible edges lead to this node. */
    private int controlOf(String provider, String phrase) {
        int node = junction("control of " + provider, junction -> {});
        tierZero.putIfAbsent(node, phrase);
        return node;
    }

    private void addCredential(int place, String id, PathIdentity identity) {
        int credential = addNode(AccessNode.Kind.CREDENTIAL, id);
        addEdge(place, credential, "stored secret", "{from} contains the credential {to}.");
        addEdge(credential, nodeOf(identity), "credential", "Anyone who has {from} acts as {to}.");
    }

    private void addOwner(String written, PathIdentity owned) {
        int node = nodeOf(owned);
        String text = "{from} owns {to} and can add a credential to it.";
        PathIdentity identity = identities.get(written);
        if (identity != null) {
            if (identity.active() && !identity.equals(owned)) {
                addEdge(nodeOf(identity), node, "owner", text);
            }
            return;
        }
        PathPerson person = person(written);
        if (person == null) {
            problems.accept(
                    "the owner '%s' of '%s' is neither a person nor an identity".formatted(written, owned.id()));
        } else if (person.active()) {
            Map<String, Integer> own = accounts.getOrDefault(person.id(), Map.of());
            if (own.isEmpty() || own.containsKey(owned.provider())) {
                addEdge(abilities(person.id(), owned.provider()), node, "owner", text);
            } else {
                // It is not known with which account this person owns it.
                List.copyOf(own.keySet())
                        .forEach(provider -> addEdge(
                                abilities(person.id(), provider),
                                node,
                                "owner",
                                "{from} owns {to} and can add a credential to it, with an account at "
                                        + owned.provider() + " that is not known."));
            }
        }
    }

    /**
     * Adds an edge from the owner of an app through which people sign in, because the owner can change how these people
     * sign in.
     */
    private void addOwnerOfSignIn(String written, PathIdentity owned) {
        Integer place = signInPlaces.get(owned.id());
        if (place == null) {
            return;
        }
        String text = "{from} owns {to} and can change how people sign in through it.";
        PathIdentity identity = identities.get(written);
        PathPerson person = person(written);
        if (identity != null && identity.active() && !identity.equals(owned)) {
            addEdge(nodeOf(identity), place, "owner", text);
        } else if (identity == null
                && person != null
                && person.active()
                && accounts.getOrDefault(person.id(), Map.of()).containsKey(owned.provider())) {
            addEdge(abilities(person.id(), owned.provider()), place, "owner", text);
        }
    }

    private @Nullable PathPerson person(String written) {
        String id = written.startsWith(PERSON) ? written.substring(PERSON.length()) : written;
        PathPerson person = people.get(id);
        return person == null ? people.get(written) : person;
    }

    /**
     * Gives an identity the abilities that the person for whom it acts has at the provider.
     *
     * @param everything whether the identity also gets the person's data
     */
    private void actAs(PathIdentity identity, PathPerson person, boolean everything) {
        int node = nodeOf(identity);
        String provider = identity.provider();
        for (String role : rolesOf(person.id(), provider)) {
            for (PathRule rule : rulesOfRole(provider, role)) {
                if (rule.effect() == PathRuleEffect.CONTROL) {
                    tierZero.putIfAbsent(node, rule.phrase());
                }
            }
        }
        addEdge(
                node,
                abilities(person.id(), provider),
                everything ? "*" : "act as person",
                "{from} can do whatever {to} may do at " + provider + ".");
        if (everything) {
            String by = ", because it can do whatever its person may do.";
            places.drive(provider, person.id())
                    .ifPresent(place -> addEdge(node, place, "*", "{from} reads the files" + by));
            places.chat(provider, person.id())
                    .ifPresent(place -> addEdge(node, place, "*", "{from} reads the direct messages" + by));
            mailbox(person, provider)
                    .ifPresent(box -> addEdge(node, box, "*", "{from} reads the mailbox of {to}" + by));
        }
    }

    // What rights open

    private void open(int node, String provider, String actor, AppliedPathRule right) {
        switch (right.rule().effect()) {
            case CONTROL, ACT_AS_PERSON -> throw new IllegalArgumentException("handled by the caller");
            case RESET_PASSWORD, RESET_SIGN_IN -> openAccounts(node, provider, right);
            case READ_MAIL -> {
                for (PathPerson person : peopleIn(right)) {
                    mailbox(person, provider)
                            .filter(box ->
                                    right.covers(person.id(), person.accounts().get(provider)))
                            .ifPresent(box -> addEdge(node, box, right));
                }
            }
            // Delegation cannot act as a suspended user:
            // https://developers.google.com/identity/protocols/oauth2/service-account
            case READ_DRIVE ->
                openPersonal(
                        node,
                        provider,
                        right,
                        (at, person) -> isActive(person) ? places.drive(at, person) : Optional.empty());
            case READ_CHAT -> openPersonal(node, provider, right, places::chat);
            case READ_FILE -> openPlaces(node, right, "files", places.files(right.reach()));
            case RUN_CODE -> {
                openCode(node, actor, right);
                openPlaces(node, right.reading(), "files", places.files(right.reach()));
            }
            case READ_VAULT -> openPlaces(node, right, "vaults", places.vaults(right.reach()));
            case READ_STORE -> openPlaces(node, right, "stores", places.stores(right.reach(), right.permission()));
            case APP_SETTINGS -> {
                openPlaces(node, right, "apps", places.apps(right.reach()));
                openSignIn(node, provider, right);
            }
            case APP_CREDENTIAL -> {
                boolean limited =
                        provider.equals("okta") && !right.actingRoles().contains("superadmin");
                openIdentities(
                        node,
                        provider,
                        right,
                        actor,
                        limited ? "unprivileged" : "any",
                        identity -> isApp(identity) && !(limited && hasRole(identity)));
                if (provider.equals("microsoft")) {
                    openSignIn(node, provider, right.changingSignIn());
                }
            }
            case NAMED_CREDENTIAL ->
                openIdentities(
                        node,
                        provider,
                        right,
                        actor,
                        "named",
                        identity -> right.reach().isPresent());
            case SERVICE_ACCOUNT ->
                openIdentities(
                        node,
                        provider,
                        right,
                        actor,
                        "service",
                        identity -> identity.kind().contains("service"));
        }
    }

    /**
     * Returns whether credentials can be added to an identity. This is not possible for a token or a managed identity.
     */
    private static boolean isApp(PathIdentity identity) {
        return !identity.kind().contains("token")
                && !identity.kind().contains("managed-identity")
                && !identity.kind().equals("sign-in-app");
    }

    private static boolean hasRole(PathIdentity identity) {
        return identity.grants().stream()
                .filter(PathGrant::active)
                .flatMap(grant -> grant.permissions().stream())
                .anyMatch(permission -> permission.startsWith("role:"));
    }

    private static String sentence(AppliedPathRule right) {
        return "{from} can " + right.rule().phrase() + ", because it has " + right.by() + ". ";
    }

    private Collection<PathPerson> peopleIn(AppliedPathRule right) {
        return right.person().map(List::of).orElseGet(() -> List.copyOf(people.values()));
    }

    private Optional<Integer> mailbox(PathPerson person, String provider) {
        Map<String, Integer> targets = resetByMail(person, provider);
        Map<String, Integer> perhaps = resetByMailPerhaps(person, provider);
        if (targets.isEmpty() && perhaps.isEmpty()) {
            return Optional.empty();
        }
        Integer existing = mailboxes.get(person.id());
        if (existing != null) {
            return Optional.of(existing);
        }
        int box = addNode(AccessNode.Kind.JUNCTION, "mailbox of " + person.id());
        mailboxes.put(person.id(), box);
        targets.forEach((other, account) ->
                addEdge(box, account, "", "A reset mail then sets a new password for {to} at " + other + ". "));
        perhaps.forEach((other, account) -> addPossible(
                box,
                account,
                "",
                "A reset mail could then set a new password for {to}, if " + onlyPassword(other) + ". ",
                onlyPassword(other)));
        return Optional.of(box);
    }

    private interface PersonalPlace {
        Optional<Integer> of(String provider, String person);
    }

    private void openPersonal(int node, String provider, AppliedPathRule right, PersonalPlace kind) {
        for (PathPerson person : peopleIn(right)) {
            kind.of(provider, person.id())
                    .filter(place -> right.covers(person.id(), person.accounts().get(provider)))
                    .ifPresent(place -> addEdge(node, place, right));
        }
    }

    private void openPlaces(int node, AppliedPathRule right, String kind, List<Integer> opened) {
        if (right.reach().isPresent() || kind.equals("stores")) {
            opened.forEach(place -> addEdge(node, place, right));
        } else {
            int all = junction("all " + kind, junction -> opened.forEach(place -> addEdge(junction, place, "", "")));
            addEdge(node, all, right);
        }
    }

    /**
     * Adds edges to the repositories whose workflows an actor can change by pushing to an existing branch or to a new
     * one.
     */
    private void openCode(int node, String actor, AppliedPathRule right) {
        List<Integer> repositories = places.repositories(right.reach());
        Set<BranchProtection.Ability> abilities = right.permission().startsWith("administration")
                ? Set.of(BranchProtection.Ability.EDIT_PROTECTIONS)
                : Set.of();
        Map<Integer, List<BranchProtection>> closing = new LinkedHashMap<>();
        for (int place : repositories) {
            List<BranchProtection> rules = tenant.protections().stream()
                    .filter(rule -> nodes.get(place).name().equals("github:" + rule.repository()))
                    .filter(rule -> rule.pattern().equals("*")
                            && !rule.allowsPush(actor, abilities)
                            && !rule.allowsNewBranch(actor, abilities))
                    .toList();
            if (!rules.isEmpty()) {
                closing.put(place, rules);
            }
        }
        if (closing.isEmpty()) {
            openPlaces(node, right, "code", repositories);
            return;
        }
        for (int place : repositories) {
            List<BranchProtection> rules = closing.getOrDefault(place, List.of());
            if (rules.isEmpty()) {
                addEdge(node, place, right);
            } else if (rules.stream().allMatch(BranchProtection::hasUnknownExceptions)) {
                addEdge(node, place, right.onlyIf("a rule of {to} lets {from} push"));
            }
        }
    }

    private void openAccounts(int node, String provider, AppliedPathRule right) {
        Predicate<PathPerson> allowed = person -> person.active()
                && accounts.getOrDefault(person.id(), Map.of()).containsKey(provider)
                && resists(person, provider, right.rule().effect())
                && right.actingRoles().stream()
                        .anyMatch(role -> rules.canReset(provider, role, rolesOf(person.id(), provider)));
        Predicate<PathPerson> unknown = person -> person.rolesUnknownAt().contains(provider);
        Predicate<PathPerson> resettable = allowed.and(unknown.negate());
        Predicate<PathPerson> perhaps = allowed.and(unknown);
        String condition = "{to} has no higher administrator role";
        if (right.reach().isPresent()) {
            people.values().stream()
                    .filter(resettable)
                    .filter(person ->
                            right.covers(person.id(), person.accounts().get(provider)))
                    .forEach(person -> addEdge(node, account(person.id(), provider), right));
            people.values().stream()
                    .filter(perhaps)
                    .filter(person ->
                            right.covers(person.id(), person.accounts().get(provider)))
                    .forEach(person -> addEdge(node, account(person.id(), provider), right.onlyIf(condition)));
            return;
        }
        String kind = provider + ' ' + right.rule().effect() + ' ' + new TreeSet<>(right.actingRoles());
        int all = junction(
                kind,
                junction -> people.values().forEach(person -> {
                    if (resettable.test(person)) {
                        addEdge(junction, account(person.id(), provider), "", "");
                    } else if (perhaps.test(person)) {
                        addPossible(
                                junction,
                                account(person.id(), provider),
                                "",
                                "That is possible if " + condition + ". ",
                                condition);
                    }
                }));
        addEdge(node, all, right);
    }

    /**
     * Returns whether the effect is enough to sign in as this person. The effect resets either only the password or all
     * factors.
     */
    private static boolean resists(PathPerson person, String provider, PathRuleEffect effect) {
        return switch (person.signIn().get(provider)) {
            case null -> true;
            case PASSWORD -> true;
            case MFA, PHISHING_RESISTANT -> effect == PathRuleEffect.RESET_SIGN_IN;
            case SSO -> false;
        };
    }

    private void openIdentities(
            int node,
            String provider,
            AppliedPathRule right,
            String actor,
            String kind,
            Predicate<PathIdentity> included) {
        Predicate<PathIdentity> targets =
                identity -> identity.active() && identity.provider().equals(provider) && included.test(identity);
        if (right.reach().isPresent()) {
            identities.values().stream()
                    .filter(targets)
                    .filter(identity -> !identity.id().equals(actor) && right.covers(identity.id(), null))
                    .forEach(identity -> addEdge(node, nodeOf(identity), right));
            return;
        }
        int all = junction(
                provider + ' ' + kind + " identities",
                junction -> identities.values().stream()
                        .filter(targets)
                        .forEach(identity -> addEdge(junction, nodeOf(identity), "", "")));
        addEdge(node, all, right);
    }

    private int junction(String name, IntConsumer whenNew) {
        Integer existing = junctions.get(name);
        if (existing != null) {
            return existing;
        }
        int node = addNode(AccessNode.Kind.JUNCTION, name);
        junctions.put(name, node);
        whenNew.accept(node);
        return node;
    }

    // Zones

    private void addMembers(ZoneRules.ZoneRule rule) {
        Map<Integer, String> members = zones.computeIfAbsent(rule.zone(), k -> new LinkedHashMap<>());
        for (PathPerson person : people.values()) {
            if (person.active()) {
                Map<String, Integer> own = accounts.getOrDefault(person.id(), Map.of());
                for (String role : rolesOf(person.id(), rule.provider())) {
                    if (rule.selectsRole(role)) {
                        members.putIfAbsent(account(person.id(), rule.provider()), rule.reason());
                    }
                    if (rule.selectsSignInOf(role)) {
                        issuerOf(person, rule.provider())
                                .map(own::get)
                                .ifPresent(account -> members.putIfAbsent(account, rule.reason()));
                    }
                }
            }
        }
        for (PathIdentity identity : identities.values()) {
            if (identity.active() && identity.provider().equals(rule.provider())) {
                boolean selected = identity.grants().stream()
                        .filter(PathGrant::active)
                        .filter(grant -> grant.person().isEmpty()
                                || isActive(grant.person().get()))
                        .anyMatch(grant -> rule.selects(
                                grant.permissions().stream()
                                        .map(name -> CanonicalPermissionNames.canonical(identity.provider(), name))
                                        .toList(),
                                grant.reach().isEmpty()));
                if (selected) {
                    members.putIfAbsent(nodeOf(identity), rule.reason());
                }
            }
        }
    }

    private void addMembers(PathZone zone) {
        Map<Integer, String> members = zones.computeIfAbsent(zone.name(), k -> new LinkedHashMap<>());
        for (int node = 0; node < nodes.size(); node++) {
            AccessNode one = nodes.get(node);
            if ((one.kind() == AccessNode.Kind.IDENTITY || one.kind() == AccessNode.Kind.PLACE)
                    && zone.names(one.name())) {
                members.put(node, "belongs to the zone");
            }
        }
        if (zone.capabilities().isEmpty()) {
            return;
        }
        for (PathIdentity identity : identities.values()) {
            if (identity.active()) {
                ZoneCapabilities.first(identity, zone.capabilities())
                        .ifPresent(capability ->
                                members.putIfAbsent(nodeOf(identity), "can " + capability + " of the whole tenant"));
            }
        }
    }

    private boolean isActive(String person) {
        PathPerson known = people.get(person);
        return known != null && known.active();
    }

    // Trusts

    private void addTrust(PathTrust trust) {
        List<Integer> sources = ends(trust.from());
        List<Integer> targets = ends(trust.to());
        if (sources.isEmpty() && !isInactive(trust.from())) {
            problems.accept("the trust from '%s' does not start at a known node".formatted(trust.from()));
        }
        if (targets.isEmpty() && !isInactive(trust.to())) {
            problems.accept("the trust to '%s' does not lead to a known node".formatted(trust.to()));
        }
        if (trust.from().equals(trust.to())) {
            return;
        }
        String by = trust.by().isEmpty() ? "trust" : trust.by();
        for (int source : sources) {
            for (int target : targets) {
                if (source != target && trust.condition().isPresent()) {
                    String condition = trust.condition().get();
                    addPossible(
                            source,
                            target,
                            by,
                            "Anyone who controls {from} could become {to} (" + by + "), if " + condition + ".",
                            condition);
                } else if (source != target) {
                    addEdge(source, target, by, "Anyone who controls {from} becomes {to} (" + by + ").");
                }
            }
        }
    }

    private boolean isInactive(String end) {
        PathIdentity identity = identities.get(end);
        PathPerson person = person(end);
        return (identity != null && !identity.active()) || (person != null && !person.active());
    }

    private List<Integer> ends(String name) {
        PathIdentity identity = identities.get(name);
        if (identity != null) {
            return identity.active() ? List.of(nodeOf(identity)) : List.of();
        }
        if (name.startsWith(PERSON)) {
            PathPerson person = person(name);
            return person == null
                    ? List.of()
                    : List.copyOf(accounts.getOrDefault(person.id(), Map.of()).values());
        }
        return places.named(name).map(List::of).orElse(List.of());
    }
}

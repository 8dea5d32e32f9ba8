package io.grantkeeper.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Answers {@code explain path} by brute force for the permissions that {@link PathReferencePropertyTest} uses. Reads
 * the JSON of the contract and shares no code with the product.
 */
final class ReferenceSolver {
    /** A directed edge. It counts as a step if its target is another identity or person. */
    private record Edge(String from, String to) {}

    private static final Set<String> UNUSABLE = Set.of("suspended", "revoked");
    private static final Map<String, Set<String>> CONTROL = Map.of(
            "github", Set.of("members:write"),
            "microsoft", Set.of("RoleManagement.ReadWrite.Directory"),
            "okta", Set.of(),
            "google", Set.of("admin.directory.user"),
            "aws", Set.of("AdministratorAccess"),
            "slack", Set.of());

    private final JsonNode tenant;
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> zone = new LinkedHashSet<>();
    private final Set<String> identities = new LinkedHashSet<>();
    private final Map<String, JsonNode> people = new LinkedHashMap<>();

    ReferenceSolver(JsonNode tenant) {
        this.tenant = tenant;
        tenant.get("people").forEach(person -> people.put(text(person, "id"), person));
        tenant.get("identities").forEach(identity -> {
            if (usable(identity)) {
                identities.add(text(identity, "id"));
            }
        });
        people.values().stream().filter(ReferenceSolver::usable).forEach(this::addPerson);
        tenant.get("identities").forEach(identity -> {
            if (usable(identity)) {
                addIdentity(identity);
            }
        });
        tenant.get("trusts")
                .forEach(trust -> ends(text(trust, "from"))
                        .forEach(from -> ends(text(trust, "to")).forEach(to -> {
                            if (!text(trust, "from").equals(text(trust, "to"))) {
                                edges.add(new Edge(from, to));
                            }
                        })));
    }

    // Nodes: "identity NAME", "place NAME", "key NAME" and "account PERSON PROVIDER".

    private static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }

    private static boolean usable(JsonNode object) {
        return !UNUSABLE.contains(text(object, "status"))
                && !text(object, "expiresAt").startsWith("2025");
    }

    private static String account(String person, String provider) {
        return "account " + person + " " + provider;
    }

    private static String name(String node) {
        String[] words = node.split(" ", -1);
        return words[0].equals("account") ? "person:" + words[1] : words[1];
    }

    private List<String> accounts(String person) {
        List<String> found = new ArrayList<>();
        people.get(person).get("accounts").propertyNames().forEach(provider -> found.add(account(person, provider)));
        return found;
    }

    private List<String> ends(String written) {
        if (written.startsWith("person:")) {
            String person = written.substring("person:".length());
            return people.containsKey(person) && usable(people.get(person)) ? accounts(person) : List.of();
        }
        if (identities.contains(written)) {
            return List.of("identity " + written);
        }
        return written.contains(":") ? List.of("place " + written) : List.of();
    }

    private Set<String> places() {
        Set<String> places = new HashSet<>();
        tenant.get("identities")
                .forEach(identity -> identity.path("credentials").forEach(key -> {
                    if (!text(key, "heldIn").isEmpty()) {
                        places.add(text(key, "heldIn"));
                    }
                }));
        tenant.get("trusts").forEach(trust -> {
            if (text(trust, "from").contains(":") && !text(trust, "from").startsWith("person:")) {
                places.add(text(trust, "from"));
            }
        });
        return places;
    }

    private boolean hasRole(String person, String role) {
        boolean[] found = {false};
        people.get(person)
                .path("roles")
                .forEach(one -> found[0] |= one.asString().equals(role));
        return found[0];
    }

    private void addPerson(JsonNode person) {
        String id = text(person, "id");
        JsonNode ways = person.get("signIn");
        person.get("accounts").propertyNames().forEach(provider -> {
            String at = account(id, provider);
            if ((provider.equals("okta") && hasRole(id, "okta:SUPER_ADMIN"))
                    || (provider.equals("github") && hasRole(id, "github:owner"))) {
                zone.add(at);
            }
            if (provider.equals("google")) {
                edges.add(new Edge(at, "place google:drive/" + id));
            }
            if (provider.equals(text(person, "mailbox"))) {
                resetByMail(at, id);
            }
            if (text(ways, provider).equals("sso")) {
                for (String source : List.of("okta", "microsoft", "google")) {
                    if (ways.has(source) && !text(ways, source).equals("sso")) {
                        edges.add(new Edge(account(id, source), at));
                        break;
                    }
                }
            }
        });
    }

    private void resetByMail(String from, String person) {
        JsonNode ways = people.get(person).get("signIn");
        ways.propertyNames().forEach(provider -> {
            if (text(ways, provider).equals("password") && !provider.equals(text(people.get(person), "mailbox"))) {
                edges.add(new Edge(from, account(person, provider)));
            }
        });
    }

    private void addIdentity(JsonNode identity) {
        String id = text(identity, "id");
        String at = "identity " + id;
        String provider = text(identity, "provider");
        identity.get("grants").forEach(grant -> {
            if (usable(grant)) {
                String subject = text(grant, "subject");
                List<String> subjects = new ArrayList<>(people.keySet());
                if (subject.startsWith("person:")) {
                    subjects = List.of(subject.substring("person:".length()));
                    if (!people.containsKey(subjects.getFirst()) || !usable(people.get(subjects.getFirst()))) {
                        return;
                    }
                }
                for (JsonNode permission : grant.get("permissions")) {
                    addRight(at, provider, permission.asString(), grant, subject.equals("tenant"), subjects);
                }
            }
        });
        identity.path("owners").forEach(owner -> {
            String written = owner.asString();
            if (identities.contains(written) && !written.equals(id)) {
                edges.add(new Edge("identity " + written, at));
            } else if (people.containsKey(written) && usable(people.get(written))) {
                boolean known = people.get(written).get("accounts").has(provider);
                (known ? List.of(account(written, provider)) : accounts(written))
                        .forEach(from -> edges.add(new Edge(from, at)));
            }
        });
        identity.path("credentials").forEach(key -> {
            if (usable(key)) {
                edges.add(new Edge("place " + text(key, "heldIn"), "key " + text(key, "id")));
                edges.add(new Edge("key " + text(key, "id"), at));
            }
        });
    }

    private void addRight(
            String at, String provider, String permission, JsonNode grant, boolean wholeTenant, List<String> subjects) {
        Set<String> reach = new HashSet<>();
        if (grant.get("reach").isArray()) {
            grant.get("reach").forEach(one -> reach.add(one.asString()));
        }
        if (CONTROL.get(provider).contains(permission)) {
            boolean ownerActs = provider.equals("github") && hasRole(subjects.getFirst(), "github:owner");
            boolean broad = !provider.equals("aws") || reach.isEmpty();
            if (broad && (wholeTenant || ownerActs)) {
                zone.add(at);
            }
        }
        for (String place : places()) {
            String[] parts = place.split("[:/]", -1);
            boolean covered = reach.isEmpty() || reach.contains(parts[1]);
            boolean opens =
                    switch (permission) {
                        case "contents:write" -> place.startsWith("github:") && covered;
                        case "contents:read" -> place.startsWith("github:") && parts.length == 3 && covered;
                        case "KeyVault:secrets/get" -> place.startsWith("microsoft:") && covered;
                        case "PowerUserAccess" -> place.startsWith("aws:");
                        case "drive" ->
                            parts[1].equals("drive")
                                    && subjects.contains(parts[2])
                                    && people.containsKey(parts[2])
                                    && usable(people.get(parts[2]));
                        default -> false;
                    };
            if (opens) {
                edges.add(new Edge(at, "place " + place));
            }
        }
        for (String person : subjects) {
            if (permission.equals("gmail.readonly")
                    && usable(people.get(person))
                    && text(people.get(person), "mailbox").equals("google")) {
                resetByMail(at, person);
            }
        }
        if (permission.equals("role:Helpdesk Administrator")) {
            for (Map.Entry<String, JsonNode> person : people.entrySet()) {
                if (usable(person.getValue())
                        && text(person.getValue().get("signIn"), "microsoft").equals("password")
                        && !hasRole(person.getKey(), "microsoft:Groups Administrator")) {
                    edges.add(new Edge(at, account(person.getKey(), "microsoft")));
                }
            }
        }
    }

    Set<String> tierZero() {
        Set<String> found = new HashSet<>();
        zone.stream().filter(node -> node.startsWith("identity ")).forEach(node -> found.add(name(node)));
        return found;
    }

    /**
     * Returns, for each identity with a path to control, the minimum number of identities and people of which it gains
     * control on the way.
     */
    Map<String, Integer> distances(String withoutName) {
        Map<String, List<String>> next = new HashMap<>();
        edges.forEach(edge ->
                next.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to()));
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String id : identities) {
            String start = "identity " + id;
            if (zone.contains(start) || id.equals(withoutName)) {
                continue;
            }
            Map<String, Integer> distance = new HashMap<>(Map.of(start, 0));
            Deque<String> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                String node = open.removeFirst();
                if (zone.contains(node)) {
                    found.merge(id, distance.get(node), Math::min);
                    continue;
                }
                for (String to : next.getOrDefault(node, List.of())) {
                    int steps = distance.get(node) + (isStep(node, to) ? 1 : 0);
                    if (!name(to).equals(withoutName) && steps < distance.getOrDefault(to, Integer.MAX_VALUE)) {
                        distance.put(to, steps);
                        open.addLast(to);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isStep(String from, String to) {
        return !to.startsWith("place ") && !to.startsWith("key ") && !name(from).equals(name(to));
    }

    Set<String> chokePoints() {
        Set<String> reaching = distances("").keySet();
        Set<String> candidates = new HashSet<>();
        edges.forEach(edge -> {
            candidates.add(edge.from());
            candidates.add(edge.to());
        });
        Set<String> found = new HashSet<>();
        for (String node : candidates) {
            boolean privileged = node.startsWith("identity ") && zone.contains(node);
            Set<String> others = new HashSet<>(reaching);
            others.remove(name(node));
            if (!privileged && !others.isEmpty() && distances(name(node)).isEmpty()) {
                found.add(name(node));
            }
        }
        return found;
    }

    /** Returns whether each name can be reached from the name before it, and whether the last one has control. */
    boolean connects(List<String> names) {
        Set<String> at = new HashSet<>(Set.of("identity " + names.getFirst()));
        for (String name : names.subList(1, names.size())) {
            Set<String> after = new HashSet<>();
            edges.forEach(edge -> {
                if (at.contains(edge.from()) && name(edge.to()).equals(name)) {
                    after.add(edge.to());
                }
            });
            boolean grown = true;
            while (grown) {
                grown = false;
                for (Edge edge : edges) {
                    grown |= after.contains(edge.from()) && name(edge.to()).equals(name) && after.add(edge.to());
                }
            }
            at.clear();
            at.addAll(after);
        }
        return at.stream().anyMatch(zone::contains);
    }
}

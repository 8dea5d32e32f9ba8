package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The places in a tenant that store credentials, and the places from which a trust leads to another node. */
final class CredentialLocations {
    private static final String GITHUB = "github:";
    private static final String VAULT = "microsoft:";
    private static final String STORE = "aws:";
    private static final String APP = "okta:";
    private static final String DRIVE = "google:drive/";
    private static final String CHAT = "slack:dm/";

    private final ToIntFunction<String> addNode;
    private final Set<String> repositories = new HashSet<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, List<Integer>> byRepository = new LinkedHashMap<>();
    private final Map<String, List<Integer>> filesByRepository = new LinkedHashMap<>();
    private final Map<String, Integer> vaults = new LinkedHashMap<>();
    private final Map<String, Integer> stores = new LinkedHashMap<>();
    private final Map<String, Integer> apps = new LinkedHashMap<>();
    private final Map<String, Integer> drives = new HashMap<>();
    private final Map<String, Integer> chats = new HashMap<>();

    /**
     * Finds all places.
     *
     * @param addNode adds a node to the graph and returns its number
     */
    CredentialLocations(PathTenant tenant, ToIntFunction<String> addNode) {
        this.addNode = addNode;
        findRepositories(tenant);
        for (PathIdentity identity : tenant.identities()) {
            identity.credentials().forEach(credential -> credential.heldIn().ifPresent(this::add));
        }
        for (PathTrust trust : tenant.trusts()) {
            add(trust.from());
            add(trust.to());
        }
        // A place of a zone is a goal, even if no secret is known to be stored there.
        tenant.zones()
                .forEach(zone -> zone.members().stream()
                        .filter(name -> !name.endsWith("*"))
                        .sorted()
                        .forEach(this::add));
    }

    private void findRepositories(PathTenant tenant) {
        for (PathIdentity identity : tenant.identities()) {
            if (identity.provider().equals("github")) {
                identity.grants()
                        .forEach(grant -> grant.reach()
                                .ifPresent(names -> names.forEach(name -> repositories.add(withoutPrefix(name)))));
            }
        }
        for (PathTrust trust : tenant.trusts()) {
            if (trust.from().startsWith(GITHUB)) {
                repositories.add(withoutPrefix(trust.from()));
            }
        }
        for (PathZone zone : tenant.zones()) {
            zone.members().stream()
                    .filter(name -> name.startsWith(GITHUB) && !name.contains("/") && !name.endsWith("*"))
                    .forEach(name -> repositories.add(withoutPrefix(name)));
        }
    }

    private static String withoutPrefix(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(GITHUB) ? lower.substring(GITHUB.length()) : lower;
    }

    private void add(String name) {
        if (byName.containsKey(name)) {
            return;
        }
        Map<String, Integer> kind;
        String key;
        if (name.startsWith(GITHUB)) {
            int node = node(name);
            String path = withoutPrefix(name);
            Optional<String> file = repositoryOfFile(path);
            (file.isPresent() ? filesByRepository : byRepository)
                    .computeIfAbsent(file.orElse(path), k -> new ArrayList<>())
                    .add(node);
            return;
        } else if (name.startsWith(DRIVE)) {
            kind = drives;
            key = person(name.substring(DRIVE.length()));
        } else if (name.startsWith(CHAT)) {
            kind = chats;
            key = person(name.substring(CHAT.length()));
        } else if (name.startsWith(VAULT)) {
            kind = vaults;
            key = name.substring(VAULT.length());
        } else if (name.startsWith(STORE)) {
            kind = stores;
            key = name.substring(STORE.length());
        } else if (name.startsWith(APP)) {
            kind = apps;
            key = name.substring(APP.length());
        } else {
            return;
        }
        kind.put(key, node(name));
    }

    private int node(String name) {
        int node = addNode.applyAsInt(name);
        byName.put(name, node);
        return node;
    }

    private static String person(String written) {
        return written.startsWith("person:") ? written.substring("person:".length()) : written;
    }

    /**
     * Returns the repository that contains a file. Empty if the path is the name of a repository, because it then
     * refers to the repository's Actions secrets.
     */
    private Optional<String> repositoryOfFile(String path) {
        if (repositories.contains(path)) {
            return Optional.empty();
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            if (repositories.contains(path.substring(0, slash))) {
                return Optional.of(path.substring(0, slash));
            }
        }
        int first = path.indexOf('/');
        return first < 0 ? Optional.empty() : Optional.of(path.substring(0, first));
    }

    /** Returns the place with this name; empty if the name is not that of a known kind of place. */
    Optional<Integer> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Integer> drive(String provider, String person) {
        return provider.equals("google") ? Optional.ofNullable(drives.get(person)) : Optional.empty();
    }

    Optional<Integer> chat(String provider, String person) {
        return provider.equals("slack") ? Optional.ofNullable(chats.get(person)) : Optional.empty();
    }

    Optional<Integer> app(String id) {
        return Optional.ofNullable(apps.get(id));
    }

    List<Integer> repositories(Optional<Set<String>> reach) {
        return inRepositories(byRepository, reach);
    }

    List<Integer> files(Optional<Set<String>> reach) {
        return inRepositories(filesByRepository, reach);
    }

    List<Integer> vaults(Optional<Set<String>> reach) {
        return inReach(vaults, reach);
    }

    List<Integer> apps(Optional<Set<String>> reach) {
        return inReach(apps, reach);
    }

    /**
     * Returns the secret stores to which a permission gives access. A store's name may start with the name of its
     * service.
     */
    List<Integer> stores(Optional<Set<String>> reach, String permission) {
        String lower = permission.toLowerCase(Locale.ROOT);
        boolean parameters = lower.contains("ssm");
        Map<String, Integer> readable = new LinkedHashMap<>(stores);
        if (!lower.equals("poweruseraccess") && !lower.startsWith("*")) {
            readable.keySet().removeIf(name -> {
                String store = name.toLowerCase(Locale.ROOT);
                return parameters
                        ? store.startsWith("secretsmanager")
                        : store.startsWith("ssm") || store.startsWith("parameter");
            });
        }
        return inReach(readable, reach);
    }

    private static List<Integer> inRepositories(Map<String, List<Integer>> places, Optional<Set<String>> reach) {
        List<Integer> found = new ArrayList<>();
        if (reach.isEmpty()) {
            places.values().forEach(found::addAll);
            return found;
        }
        places.forEach((repository, nodes) -> {
            if (reach.get().stream().anyMatch(name -> AppliedPathRule.names(withoutPrefix(name), repository))) {
                found.addAll(nodes);
            }
        });
        return found;
    }

    private static List<Integer> inReach(Map<String, Integer> places, Optional<Set<String>> reach) {
        List<Integer> found = new ArrayList<>();
        places.forEach((name, node) -> {
            if (reach.isEmpty() || reach.get().stream().anyMatch(allowed -> AppliedPathRule.names(allowed, name))) {
                found.add(node);
            }
        });
        return found;
    }
}

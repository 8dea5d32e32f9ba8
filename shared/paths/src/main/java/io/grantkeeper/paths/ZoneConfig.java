package io.grantkeeper.paths;

import io.grantkeeper.identity.json.JsonTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A zone in the configuration. It must select something: {@code members}, {@code tags} or {@code capabilities}.
 *
 * @param name the name, in lowercase with hyphens
 * @param members ids of identities and names of places; a name that ends with {@code *} matches every name that starts
 *     with the text before it
 * @param tags tags from {@code decisions.tags} whose identities belong to the zone
 * @param capabilities capabilities for the whole tenant that make an identity part of the zone, such as
 *     {@code read mail}
 */
public record ZoneConfig(
        Optional<String> name,
        Optional<List<String>> members,
        Optional<List<String>> tags,
        Optional<List<String>> capabilities) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Set<String> RESERVED =
            Set.of(PathChanges.TIER_ZERO, "entra-published", "github-published", "okta-published");
    private static final int MOST_ZONES = 20;
    private static final int MOST_ENTRIES = 1_000;

    /**
     * Converts the zones.
     *
     * @param identitiesOfTag the identities with each tag; if it is empty, tags are not resolved
     * @throws IllegalArgumentException if a zone is invalid; the message names the member and describes a valid value
     */
    public static List<PathZone> toZones(List<ZoneConfig> zones, Map<String, List<String>> identitiesOfTag) {
        if (zones.size() > MOST_ZONES) {
            throw new IllegalArgumentException(
                    "'zones' has %d entries, but must have %d or fewer".formatted(zones.size(), MOST_ZONES));
        }
        Set<String> names = new HashSet<>();
        List<PathZone> converted = new ArrayList<>();
        for (int index = 0; index < zones.size(); index++) {
            try {
                PathZone zone = zones.get(index).toZone(identitiesOfTag);
                if (!names.add(zone.name())) {
                    throw new IllegalArgumentException(
                            "'name' is '%s', which an earlier zone has; use another".formatted(zone.name()));
                }
                converted.add(zone);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in 'zones[%d]', %s".formatted(index, e.getMessage()), e);
            }
        }
        return converted;
    }

    private PathZone toZone(Map<String, List<String>> identitiesOfTag) {
        String valid = name.filter(text -> NAME.matcher(text).matches())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'name' must be lowercase letters, digits and hyphens, such as 'production-secrets'"));
        if (RESERVED.contains(valid)) {
            throw new IllegalArgumentException(
                    "'name' is '%s', which Grantkeeper defines; use another".formatted(valid));
        }
        Set<String> all = new LinkedHashSet<>();
        for (String member : members.orElse(List.of())) {
            if (member.isBlank() || member.equals("*")) {
                throw new IllegalArgumentException(
                        "'members' must be identities' ids or names of places, such as 'github:deploy' or"
                                + " 'github:prod-*'");
            }
            all.add(member);
        }
        for (String tag : tags.orElse(List.of())) {
            List<String> tagged = identitiesOfTag.get(tag);
            if (tagged == null && !identitiesOfTag.isEmpty()) {
                throw new IllegalArgumentException(
                        "'tags' has the entry '%s', which is not a member of 'decisions.tags'".formatted(tag));
            }
            all.addAll(tagged == null ? List.of() : tagged);
        }
        Set<String> actions = new LinkedHashSet<>();
        capabilities.orElse(List.of()).forEach(one -> actions.add(ZoneCapabilities.requireValid(one)));
        if (members.isEmpty() && tags.isEmpty() && actions.isEmpty()) {
            throw new IllegalArgumentException(
                    "'members', 'tags' and 'capabilities' are all missing; at least one must select something");
        }
        if (all.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "'members' and 'tags' select %d, but must select %d or fewer".formatted(all.size(), MOST_ENTRIES));
        }
        return new PathZone(valid, all, actions);
    }

    /** Reads the identities with each tag from the JSON of the configuration member {@code decisions}. */
    public static Map<String, List<String>> tags(String decisions) {
        Map<String, List<String>> tags = new HashMap<>();
        JsonNode found = JsonTrees.read(decisions).path("tags");
        found.propertyNames().forEach(tag -> {
            List<String> identities = new ArrayList<>();
            found.path(tag).forEach(one -> {
                if (one.isString()) {
                    identities.add(one.stringValue());
                }
            });
            tags.put(tag, identities);
        });
        return tags;
    }
}

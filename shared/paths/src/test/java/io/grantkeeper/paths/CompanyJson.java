package io.grantkeeper.paths;

import io.grantkeeper.paths.explain.PathExplainer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A test company, as input for {@code explain path}, and the command's answer. */
final class CompanyJson {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final ObjectNode root = JSON.createObjectNode().put("tenant", "acme").put("asOf", "2026-11-28T12:00:00Z");
    final List<String> problems = new ArrayList<>();

    CompanyJson() {
        root.putArray("identities");
        root.putArray("people");
        root.putArray("trusts");
    }

    /** Adds an identity that has one grant, which covers all resources. */
    ObjectNode identity(String id, String provider, String kind, String subject, String... permissions) {
        ObjectNode identity = array("identities").addObject();
        identity.put("id", id).put("provider", provider).put("kind", kind);
        ArrayNode grants = identity.putArray("grants");
        if (permissions.length > 0) {
            ObjectNode grant = grants.addObject().put("subject", subject).put("reach", "all");
            Arrays.stream(permissions).forEach(grant.putArray("permissions")::add);
        }
        identity.putArray("owners");
        identity.putArray("credentials");
        return identity;
    }

    /** Adds an administrator of the AWS account. Most paths lead to it. */
    ObjectNode crown() {
        return identity("crown", "aws", "role", "tenant", "AdministratorAccess");
    }

    static void owner(ObjectNode identity, String owner) {
        ((ArrayNode) identity.get("owners")).add(owner);
    }

    static ObjectNode credential(ObjectNode identity, String id, String heldIn) {
        return ((ArrayNode) identity.get("credentials"))
                .addObject()
                .put("id", id)
                .put("heldIn", heldIn);
    }

    static ObjectNode grant(ObjectNode identity) {
        return (ObjectNode) identity.get("grants").get(0);
    }

    ObjectNode person(String id, String signIn, String... accounts) {
        ObjectNode person = array("people").addObject().put("id", id);
        person.putArray("roles");
        ObjectNode names = person.putObject("accounts");
        ObjectNode ways = person.putObject("signIn");
        for (String account : accounts) {
            names.put(account, id);
            ways.put(account, signIn);
        }
        return person;
    }

    static void role(ObjectNode person, String role) {
        ((ArrayNode) person.get("roles")).add(role);
    }

    void trust(String from, String to) {
        array("trusts").addObject().put("from", from).put("to", to).put("by", "oidc");
    }

    private ArrayNode array(String member) {
        return (ArrayNode) root.get(member);
    }

    JsonNode answer() {
        return JSON.readTree(explain(root.toString()));
    }

    String explain(String line) {
        problems.clear();
        return new PathExplainer(PathRules.standard(), Clock.systemUTC(), problems::add).explain(1, line);
    }

    List<String> tierZero() {
        return strings(answer().get("tierZero"));
    }

    List<String> chokePoints() {
        return strings(answer().get("chokePoints"));
    }

    /** Replaces each owner such as {@code absent-1..100} by a hundred owners, {@code absent-1} to {@code absent-100}. */
    static JsonNode withRangesExpanded(JsonNode company) {
        for (JsonNode identity : company.get("identities")) {
            if (!(identity.get("owners") instanceof ArrayNode owners)) {
                continue;
            }
            List<String> names = strings(owners);
            owners.removeAll();
            for (String name : names) {
                int range = name.indexOf("-1..");
                if (range < 0) {
                    owners.add(name);
                } else {
                    int count = Integer.parseInt(name.substring(range + "-1..".length()));
                    IntStream.rangeClosed(1, count).forEach(i -> owners.add(name.substring(0, range + 1) + i));
                }
            }
        }
        return company;
    }

    /** Returns, for each identity that reaches tier zero, the nodes of its path, joined by " > ". */
    Map<String, String> paths() {
        return paths(answer());
    }

    static Map<String, String> paths(JsonNode answer) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (JsonNode one : answer.get("reaching")) {
            StringBuilder path = new StringBuilder(one.get("id").asString());
            String at = one.get("id").asString();
            for (JsonNode step : one.get("steps")) {
                if (!step.get("from").asString().equals(at)) {
                    throw new AssertionError("the path does not connect at " + at + ": " + one);
                }
                at = step.get("to").asString();
                path.append(" > ").append(at);
            }
            paths.put(one.get("id").asString(), path.toString());
        }
        return paths;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asString()));
        return strings;
    }
}

package io.grantkeeper.infra.stacks;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.deploy.StackTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awscdk.cxapi.CloudAssembly;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The templates of an example installation, made once for all tests: some ten seconds. */
public final class Synthesised {
    private static final Map<String, Synthesised> MADE = new LinkedHashMap<>();

    private final Installation installation;
    private final List<StackTemplate> templates;
    private final List<String> complaints;

    @SuppressWarnings("deprecation") // the library has marked the type of its messages, and offers no other
    private Synthesised(Installation installation, Keeping keeping) {
        try {
            Path folder = Files.createTempDirectory("synthesised");
            this.installation = installation;
            CloudAssembly assembly = new GrantkeeperApp(
                            installation,
                            FunctionCode.absent(installation.deployment(), folder),
                            keeping,
                            folder.resolve("cdk.out"))
                    .synth();
            this.templates = StackTemplate.of(assembly);
            this.complaints = assembly.getStacks().stream()
                    .flatMap(stack -> stack.getMessages().stream())
                    .map(message -> message.getId() + ": " + message.getEntry().getData())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name of a file in {@code installations} */
    public static synchronized Synthesised of(String name) {
        return MADE.computeIfAbsent(name, _ -> new Synthesised(Installation.parse(document(name)), Keeping.ALWAYS));
    }

    /** Of a document that is like an example but for what a test changes. */
    static Synthesised ofDocument(String document) {
        return new Synthesised(Installation.parse(document), Keeping.ALWAYS);
    }

    /** Of an example whose member {@code deployment} has one more member. */
    static Synthesised withDeployment(String name, String member, String value) {
        ObjectNode document = (ObjectNode) ModelJson.mapper().readTree(document(name));
        ((ObjectNode) document.path("deployment"))
                .set(member, ModelJson.mapper().readTree(value));
        return ofDocument(document.toString());
    }

    static Synthesised toBeDestroyed(String name) {
        return new Synthesised(Installation.parse(document(name)), Keeping.UNTIL_DESTROYED);
    }

    public static String document(String name) {
        try (var in = Objects.requireNonNull(
                Synthesised.class.getResourceAsStream("/installations/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Installation installation() {
        return installation;
    }

    /** Data, work, watch. */
    public List<StackTemplate> templates() {
        return templates;
    }

    /** What the rules and the library say, errors and warnings alike. */
    List<String> complaints() {
        return complaints;
    }

    /** Of all stacks. */
    public Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> all = new TreeMap<>();
        templates.forEach(template -> all.putAll(template.resources(type)));
        return all;
    }

    /** What stacks let each other import, by its name. */
    Map<String, JsonNode> exports() {
        Map<String, JsonNode> exports = new TreeMap<>();
        templates.forEach(template -> template.json()
                .path("Outputs")
                .values()
                .forEach(output -> exports.put(output.at("/Export/Name").asString(), output.path("Value"))));
        exports.remove("");
        return exports;
    }

    /** The names of what they import of each other. */
    Set<String> imports() {
        return templates.stream()
                .flatMap(template -> template.json().findValuesAsString("Fn::ImportValue").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands behind a value that another stack exports. */
    public JsonNode imported(JsonNode value) {
        String export = value.path("Fn::ImportValue").asString();
        JsonNode exported = Optional.ofNullable(exports().get(export))
                .orElseThrow(() -> new AssertionError("nobody exports '%s'".formatted(export)));
        String id = exported.has("Ref")
                ? exported.path("Ref").asString()
                : exported.at("/Fn::GetAtt/0").asString();
        return templates.stream()
                .map(template -> template.resources().get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** What the stacks tell whoever made them. */
    Map<String, JsonNode> outputs() {
        Map<String, JsonNode> all = new TreeMap<>();
        templates.forEach(template -> template.json()
                .path("Outputs")
                .properties()
                .forEach(output -> all.put(output.getKey(), output.getValue().path("Value"))));
        return all;
    }

    /** Their properties, by the name that the property gives them. */
    public Map<String, JsonNode> byName(String type, String property) {
        Map<String, JsonNode> all = new TreeMap<>();
        resources(type)
                .values()
                .forEach(resource ->
                        all.put(resource.path("Properties").path(property).asString(), resource.path("Properties")));
        return all;
    }
}

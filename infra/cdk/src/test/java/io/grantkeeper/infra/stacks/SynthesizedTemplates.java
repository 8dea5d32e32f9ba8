package io.grantkeeper.infra.stacks;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.deploy.StackTemplateUpload;
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

/** The templates of an example installation, synthesized once for all tests because that takes about ten seconds. */
public final class SynthesizedTemplates {
    private static final Map<String, SynthesizedTemplates> MADE = new LinkedHashMap<>();

    private final InstallationConfig installation;
    private final List<StackTemplateUpload> templates;
    private final List<String> messages;

    @SuppressWarnings("deprecation") // the CDK deprecated the type of its messages but offers no replacement
    private SynthesizedTemplates(InstallationConfig installation, RetentionMode retention) {
        try {
            Path folder = Files.createTempDirectory("synthesised");
            this.installation = installation;
            CloudAssembly assembly = new GrantkeeperApp(
                            installation,
                            FunctionCode.placeholder(installation.deployment(), folder),
                            retention,
                            folder.resolve("cdk.out"))
                    .synth();
            this.templates = StackTemplateUpload.of(assembly);
            this.messages = assembly.getStacks().stream()
                    .flatMap(stack -> stack.getMessages().stream())
                    .map(message -> message.getId() + ": " + message.getEntry().getData())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the templates of an example installation.
     *
     * @param name the name of a file in {@code installations}
     */
    public static synchronized SynthesizedTemplates of(String name) {
        return MADE.computeIfAbsent(
                name, _ -> new SynthesizedTemplates(InstallationConfig.parse(document(name)), RetentionMode.ALWAYS));
    }

    /** Synthesizes the templates for a configuration document, usually a modified example. */
    static SynthesizedTemplates ofDocument(String document) {
        return new SynthesizedTemplates(InstallationConfig.parse(document), RetentionMode.ALWAYS);
    }

    /**
     * Synthesizes the templates for an example installation whose {@code deployment} has one more member.
     *
     * @param name the name of a file in {@code installations}
     * @param member the name of the additional member
     * @param value the value of the additional member, as JSON
     */
    static SynthesizedTemplates withDeployment(String name, String member, String value) {
        ObjectNode document = (ObjectNode) ModelJson.mapper().readTree(document(name));
        ((ObjectNode) document.path("deployment"))
                .set(member, ModelJson.mapper().readTree(value));
        return ofDocument(document.toString());
    }

    static SynthesizedTemplates withDisposableData(String name) {
        return new SynthesizedTemplates(InstallationConfig.parse(document(name)), RetentionMode.UNTIL_DESTROYED);
    }

    public static String document(String name) {
        try (var in = Objects.requireNonNull(
                SynthesizedTemplates.class.getResourceAsStream("/installations/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InstallationConfig installation() {
        return installation;
    }

    /** Returns the templates of the data, work and watch stacks, in this order. */
    public List<StackTemplateUpload> templates() {
        return templates;
    }

    /** Returns all errors and warnings of cdk-nag and the CDK. */
    List<String> messages() {
        return messages;
    }

    /** Returns the resources of one type in all stacks, keyed by their logical ID. */
    public Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> all = new TreeMap<>();
        templates.forEach(template -> all.putAll(template.resources(type)));
        return all;
    }

    /** Returns the exported values of all stacks, keyed by export name. */
    Map<String, JsonNode> exports() {
        Map<String, JsonNode> exports = new TreeMap<>();
        templates.forEach(template -> template.json()
                .path("Outputs")
                .values()
                .forEach(output -> exports.put(output.at("/Export/Name").asString(), output.path("Value"))));
        exports.remove("");
        return exports;
    }

    /** Returns the names of the exports that stacks import from each other. */
    Set<String> imports() {
        return templates.stream()
                .flatMap(template -> template.json().findValuesAsString("Fn::ImportValue").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the resource that an imported value refers to. */
    public JsonNode resolveImport(JsonNode value) {
        String export = value.path("Fn::ImportValue").asString();
        JsonNode exported = Optional.ofNullable(exports().get(export))
                .orElseThrow(() -> new AssertionError("no stack exports '%s'".formatted(export)));
        String id = exported.has("Ref")
                ? exported.path("Ref").asString()
                : exported.at("/Fn::GetAtt/0").asString();
        return templates.stream()
                .map(template -> template.resources().get(id))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the outputs of all stacks, keyed by their logical ID. */
    Map<String, JsonNode> outputs() {
        Map<String, JsonNode> all = new TreeMap<>();
        templates.forEach(template -> template.json()
                .path("Outputs")
                .properties()
                .forEach(output -> all.put(output.getKey(), output.getValue().path("Value"))));
        return all;
    }

    /** Returns the properties of all resources of one type, keyed by the value of one property. */
    public Map<String, JsonNode> byName(String type, String property) {
        Map<String, JsonNode> all = new TreeMap<>();
        resources(type)
                .values()
                .forEach(resource ->
                        all.put(resource.path("Properties").path(property).asString(), resource.path("Properties")));
        return all;
    }
}

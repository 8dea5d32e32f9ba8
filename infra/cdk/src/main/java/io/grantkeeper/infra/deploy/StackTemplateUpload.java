package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.cxapi.CloudAssembly;
import tools.jackson.databind.JsonNode;

/**
 * The CloudFormation template of one stack.
 *
 * @param stack the stack's name
 */
public record StackTemplateUpload(String stack, JsonNode json) {
    /** Returns the templates of all stacks, in deployment order. */
    public static List<StackTemplateUpload> of(CloudAssembly assembly) {
        return assembly.getStacks().stream()
                .map(stack -> new StackTemplateUpload(stack.getStackName(), read(Path.of(stack.getTemplateFullPath()))))
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return ModelJson.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + file, e);
        }
    }

    /** Returns all resources, keyed by their logical ID. */
    public Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new TreeMap<>();
        json.path("Resources").properties().forEach(entry -> resources.put(entry.getKey(), entry.getValue()));
        return resources;
    }

    /**
     * Returns the resources of one type, keyed by their logical ID.
     *
     * @param type the CloudFormation type, for example {@code AWS::SQS::Queue}
     */
    public Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> resources = resources();
        resources
                .values()
                .removeIf(resource -> !resource.path("Type").asString().equals(type));
        return resources;
    }
}

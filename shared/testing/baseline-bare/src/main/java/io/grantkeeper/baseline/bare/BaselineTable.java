package io.grantkeeper.baseline.bare;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB client that makes one read. It is configured as the guide "Reduce SDK startup time for AWS Lambda" (AWS
 * SDK for Java 2 developer guide) recommends: with the region and credentials from the environment, and the JDK's own
 * HTTP client.
 */
final class BaselineTable {
    private final String name = System.getenv("GRANTKEEPER_TABLE");
    private final DynamoDbClient client = DynamoDbClient.builder()
            .region(Region.of(System.getenv("AWS_REGION")))
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .endpointOverride(URI.create(System.getenv("GRANTKEEPER_DYNAMODB_ENDPOINT")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    boolean has(String key) {
        AttributeValue value = AttributeValue.fromS(key);
        return client.getItem(request -> request.tableName(name).key(Map.of("pk", value, "sk", value)))
                .hasItem();
    }
}

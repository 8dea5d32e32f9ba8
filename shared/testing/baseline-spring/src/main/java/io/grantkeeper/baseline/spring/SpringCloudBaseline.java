package io.grantkeeper.baseline.spring;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A Spring Cloud function that does the same work as the {@code BareHttpHandler} of the {@code baseline-bare} module,
 * with two Spring beans.
 */
@SpringBootApplication
public class SpringCloudBaseline {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringCloudBaseline.class, arguments);
    }

    @Bean
    DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .region(Region.of(System.getenv("AWS_REGION")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .endpointOverride(URI.create(System.getenv("GRANTKEEPER_DYNAMODB_ENDPOINT")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Bean
    Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> respond(DynamoDbClient client) {
        String table = System.getenv("GRANTKEEPER_TABLE");
        return event -> {
            AttributeValue key = AttributeValue.fromS(event.getRawPath());
            boolean there = client.getItem(request -> request.tableName(table).key(Map.of("pk", key, "sk", key)))
                    .hasItem();
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(there ? 200 : 404)
                    .withHeaders(Map.of("content-type", "text/plain"))
                    .withBody("")
                    .build();
        };
    }
}

package io.grantkeeper.aws.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.kms.KmsNoteSigner;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.aws.local.RecordingAwsService.Request;
import io.grantkeeper.aws.s3.S3CheckpointExport;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.JsonNode;

/**
 * Tests the adapters against doubles that verify each request's signature and respond in the services' wire formats.
 */
@DisplayName("The KMS and S3 adapters")
class KmsAndS3Test {
    private static final TenantId ACME = new TenantId("acme");
    private static final String NOTE = "example.com/ledger/acme\n3\nroot\n\n— example.com/ledger/acme sig\n";
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String XML = "application/xml";

    private final KeyPair pair = pair();

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer kms(Request request) {
        JsonNode body = ModelJson.mapper().readTree(request.text());
        return switch (request.headers().get("x-amz-target")) {
            case "TrentService.GetPublicKey" ->
                new Answer(200, JSON, """
                        {"KeyId":"arn:aws:kms:eu-central-1:111122223333:key/1","KeySpec":"ECC_NIST_EDWARDS25519",
                         "KeyUsage":"SIGN_VERIFY","SigningAlgorithms":["ED25519_SHA_512"],"PublicKey":"%s"}
                        """.formatted(Base64.getEncoder()
                        .encodeToString(pair.getPublic().getEncoded())));
            case "TrentService.Sign" ->
                new Answer(200, JSON, """
                        {"KeyId":"arn:aws:kms:eu-central-1:111122223333:key/1","SigningAlgorithm":"%s","Signature":"%s"}
                        """.formatted(
                                body.path("SigningAlgorithm").asString(),
                                Base64.getEncoder()
                                        .encodeToString(sign(Base64.getDecoder()
                                                .decode(body.path("Message").asString())))));
            default -> new Answer(400, JSON, "{\"__type\":\"UnknownOperationException\"}");
        };
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void signsCheckpointWithKmsKey() {
        try (RecordingAwsService service = new RecordingAwsService(this::kms);
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_KMS_ENDPOINT"))) {
            KmsNoteSigner signer = KmsNoteSigner.of(clients.kms(), "alias/ledger", "example.com/ledger/acme");
            byte[] message = NOTE.getBytes(StandardCharsets.UTF_8);
            assertThat(signer.key().verifies(message, signer.sign(message))).isTrue();

            assertThat(service.requests())
                    .hasSize(2)
                    .allMatch(request -> request.service().equals("kms"));
            assertThat(service.requests())
                    .allMatch(request -> request.method().equals("POST")
                            && request.path().equals("/")
                            && request.headers().get("content-type").equals(JSON));
            JsonNode asked =
                    ModelJson.mapper().readTree(service.requests().getLast().text());
            assertThat(asked.path("KeyId").asString()).isEqualTo("alias/ledger");
            assertThat(asked.path("MessageType").asString()).isEqualTo("RAW");
            assertThat(asked.path("SigningAlgorithm").asString()).isEqualTo("ED25519_SHA_512");
            assertThat(Base64.getDecoder().decode(asked.path("Message").asString()))
                    .isEqualTo(message);
        }
    }

    @Test
    void reportsAccessDeniedByKms() {
        try (RecordingAwsService service = new RecordingAwsService(_ -> new Answer(
                        400, JSON, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not allowed to kms:Sign\"}"));
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_KMS_ENDPOINT"))) {
            assertThatThrownBy(() -> KmsNoteSigner.of(clients.kms(), "alias/ledger", "example.com/ledger/acme"))
                    .isInstanceOf(KmsException.class)
                    .hasMessageContaining("kms:Sign");
        }
    }

    @Test
    void exportsCheckpointWithoutOverwritingExistingObject() {
        try (RecordingAwsService service = new RecordingAwsService(_ -> new Answer(200, XML, ""));
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_S3_ENDPOINT"))) {
            new S3CheckpointExport(clients.s3(), "witness", "ledgers/").export(ACME, 3, NOTE);
            Request put = service.requests().getFirst();
            assertThat(put.method()).isEqualTo("PUT");
            assertThat(put.service()).isEqualTo("s3");
            assertThat(put.path()).isEqualTo("/witness/ledgers/acme/0000000000000000003");
            assertThat(put.headers())
                    .containsEntry("if-none-match", "*")
                    .containsEntry("content-type", "text/plain; charset=utf-8");
            assertThat(put.text()).contains(NOTE);
        }
    }

    @Test
    void acceptsCheckpointThatWasAlreadyExported() {
        String exists = "<Error><Code>PreconditionFailed</Code><Message>it exists</Message></Error>";
        try (RecordingAwsService service = new RecordingAwsService(_ -> new Answer(412, XML, exists));
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_S3_ENDPOINT"))) {
            new S3CheckpointExport(clients.s3(), "witness", "").export(ACME, 3, NOTE);
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void reportsAccessDeniedByS3() {
        String denied = "<Error><Code>AccessDenied</Code><Message>no s3:PutObject</Message></Error>";
        try (RecordingAwsService service = new RecordingAwsService(_ -> new Answer(403, XML, denied));
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_S3_ENDPOINT"))) {
            assertThatThrownBy(() -> new S3CheckpointExport(clients.s3(), "witness", "").export(ACME, 3, NOTE))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("no s3:PutObject");
        }
    }
}

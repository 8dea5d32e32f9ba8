package io.grantkeeper.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppCatalogTest {

    private static AppRecognition recognize(AppDescription app) {
        return AppCatalog.standard().recognize(app);
    }

    private static AppRecognition byName(String name) {
        return recognize(AppDescription.named("slack", name));
    }

    private static String sentences(AppRecognition answer) {
        return String.join(
                " ",
                answer.evidence().stream().map(AppRecognitionEvidence::sentence).toList());
    }

    @Nested
    class EvidencePrecedence {

        @Test
        void recognizesOrdinaryProductNameNextToVendorName() {
            assertThat(byName("google-labs-jules").product().map(CatalogProduct::name))
                    .contains("Google Jules");
            assertThat(byName("google-labs-jules").verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(byName("Jules Garden Centre").verdict()).isNotEqualTo(AiAppVerdict.YES);
            assertThat(byName("Grok Interactive").verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void prefersKnownClientIdOverName() {
            AppRecognition answer = recognize(AppDescription.named("microsoft", "Expense Helper")
                    .withClientId("E0476654-C1D5-430B-AB80-70CBD947616A"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(answer.confidence()).isEqualTo(0.99);
            assertThat(answer.product().map(CatalogProduct::name)).contains("ChatGPT");
            assertThat(answer.evidence().getFirst().kind()).isEqualTo(AppRecognitionEvidenceKind.CLIENT_ID);
        }

        @Test
        void acceptsClientIdOnlyFromIssuingProvider() {
            assertThat(recognize(AppDescription.named("github", "Expense Helper")
                                    .withClientId("e0476654-c1d5-430b-ab80-70cbd947616a"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @Test
        void prefersVerifiedPublisherOverDomainOfAnotherVendor() {
            AppRecognition answer = recognize(AppDescription.named("google", "Meeting helper")
                    .withVerifiedPublisher("Fireflies.AI Corp.")
                    .withDomains("mailchimp.com"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(answer.product().map(CatalogProduct::name)).contains("Fireflies.ai");
        }

        @Test
        void prefersDomainOverUnverifiedPublisher() {
            assertThat(recognize(AppDescription.named("google", "Meeting helper")
                                    .withPublisher("OpenAI")
                                    .withDomains("https://login.daikineurope.com/callback"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.NO);
        }

        @Test
        void acceptsSubdomainsButNotLookalikeDomains() {
            AppDescription app = AppDescription.named("google", "Integration");

            assertThat(recognize(app.withDomains("https://app.fireflies.ai:8443/x?y=z"))
                            .isAi())
                    .isTrue();
            assertThat(recognize(app.withDomains("notfireflies-ai.com")).verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(app.withDomains("fireflies.ai.evil.example")).verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @Test
        void ignoresPublicHostingDomains() {
            assertThat(recognize(AppDescription.named("google", "Fireflies.ai").withDomains("fireflies.vercel.app"))
                            .confidence())
                    .isGreaterThan(0.9);
            assertThat(recognize(AppDescription.named("google", "Tracker").withDomains("x.github.io", "localhost"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"otter.auth0.com", "acme.okta.com", "gong.herokuapp.com", "acme.sharepoint.com"})
        void doesNotAttributeCustomerSubdomainsToHostOwner(String host) {
            AppRecognition answer =
                    recognize(AppDescription.named("google", "Portal").withDomains(host));
            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(answer.product()).isEmpty();
        }

        @Test
        void usesHostOfClientIdMetadataDocumentAsDomain() {
            assertThat(recognize(AppDescription.named("linear", "Client")
                                    .withClientId("https://claude.ai/oauth/claude-code-client-metadata"))
                            .product()
                            .map(CatalogProduct::name))
                    .contains("Claude");
        }

        @Test
        void usesAgentPermissionsIfNothingElseDecides() {
            assertThat(byName("Helpdesk").verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(AppDescription.named("slack", "Helpdesk")
                                    .withPermissions("chat:write", "assistant:write"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(AppDescription.named("salesforce", "Loader").withPermissions("api", "mcp_api"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void returnsUnknownIfAgentPermissionsContradictCatalog() {
            AppRecognition answer = recognize(AppDescription.named("slack", "Calendly")
                    .withDomains("calendly.com")
                    .withPermissions("assistant:write"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(sentences(answer)).contains("requests permissions that only agents need");
        }

        @ParameterizedTest
        @EnumSource(AppObjectType.class)
        void recognizesAppWithNeutralNameAsAiOnlyIfItsTypeIsAgent(AppObjectType form) {
            AppRecognition answer = recognize(
                    AppDescription.named("microsoft", "Contoso Payroll").withForm(form));

            assertThat(answer.isAi()).isEqualTo(form.isAgentByType());
        }

        @ParameterizedTest
        @CsvSource({
            "#microsoft.graph.agentIdentity, ENTRA_AGENT_IDENTITY",
            "microsoft.graph.agentIdentityBlueprintPrincipal, ENTRA_AGENT_BLUEPRINT",
            "BotDefinition, AGENTFORCE_BOT",
            "assistant_view, SLACK_AGENT",
            "mcp-client, MCP_CLIENT"
        })
        void parsesVendorTypeNames(String type, AppObjectType form) {
            assertThat(AppObjectType.fromVendorType(type)).contains(form);
        }

        @Test
        void ignoresUnknownVendorTypeNames() {
            assertThat(AppObjectType.fromVendorType("#microsoft.graph.servicePrincipal"))
                    .isEmpty();
        }
    }

    @Nested
    class NameOnlyEvidence {

        @ParameterizedTest
        @ValueSource(strings = {"@modelcontextprotocol/server-filesystem", "Model Context Protocol Proxy"})
        void recognizesMcpServers(String name) {
            assertThat(byName(name).verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Fireflies.ai Notetaker",
                    "FIREFLIES.AI",
                    "ChatGPT",
                    "Chat GPT",
                    "ChatGPT (beta)",
                    "ChatGPT for Google Drive",
                    "Claude for Slack",
                    "Claude Code",
                    "Otter.ai - Meeting Notes",
                    "GitHub Copilot",
                    "Notion AI",
                    "通义千问",
                    "Ｃｈａｔ ＧＰＴ",
                    "문서 작성 AI 도우미",
                    "AIアシスタント",
                    "KI-Assistent",
                    "Asistente IA",
                    "Assistant IA",
                    "ИИ-помощник",
                    "Acme AI Notetaker",
                    "Contoso Copilot",
                    "Quux GPT",
                    "A.I. Writer",
                    "Foobar.ai",
                    "HelpdeskAI",
                    "Zendesk AI",
                })
        void recognizesUnmistakableAiNames(String name) {
            assertThat(byName(name).verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Daikin",
                    "Chair",
                    "Email",
                    "Mailchimp",
                    "Air",
                    "Air India",
                    "AirDroid",
                    "Hyundai",
                    "AIChE",
                    "AIG",
                    "Travel Agent Portal",
                    "Real Estate Agent CRM",
                    "User-Agent Switcher",
                    "Datadog Agent",
                    "Claims",
                    "Ai Weiwei Studio",
                    "Ricordi ai clienti",
                    "J'ai un projet",
                    "KI Furniture",
                    "Copilot Money",
                    "GPT Group",
                    "DoorDash",
                    "OpenTable",
                    "PowerSchool",
                    "Claude Monet Gallery",
                    "Llama Life",
                    "ZoomInfo",
                    "no AI Calendar",
                    "Zoom",
                    "Notion",
                    "Dependabot",
                    "SSH agent",
                    "Medical Assistant Training",
                })
        void doesNotMistakeSimilarWordsForAi(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void returnsUnknownForSharedName() {
            AppRecognition answer = byName("August");

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(sentences(answer)).contains("share this name");
        }

        @Test
        void resolvesSharedNameByPublisherOrDomain() {
            AppDescription august = AppDescription.named("google", "August");

            assertThat(recognize(august.withDomains("august.com")).verdict()).isEqualTo(AiAppVerdict.NO);
            assertThat(recognize(august.withDomains("app.august.law")).verdict())
                    .isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(august.withPublisher("August Home, Inc.")).verdict())
                    .isEqualTo(AiAppVerdict.NO);
        }

        @Test
        void explainsUnknownVerdictForOrdinaryNameWithUnrelatedPublisher() {
            AppRecognition answer =
                    recognize(AppDescription.named("google", "Jasper").withPublisher("Jasper County Schools"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(sentences(answer)).contains("Jasper County Schools is not known to belong to Jasper");
        }

        @Test
        void explainsUnknownVerdictIfNameAndDomainBelongToDifferentVendors() {
            AppRecognition answer =
                    recognize(AppDescription.named("google", "ChatGPT").withDomains("mailchimp.com"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(sentences(answer)).contains("The name matches ChatGPT, but mailchimp.com belongs to Mailchimp");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Quuxedo IA",
                    "Quuxergo KI",
                    "Quux 議事録システム",
                    "Quux 数字人",
                    "Quux PDF Summarizer",
                    "Quux Virtual Agent",
                    "Quux RFP Agent",
                    "Quux 언어모델",
                })
        void recognizesAiTermsInOtherLanguagesAndFields(String name) {
            assertThat(byName(name).verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Ames, IA", "Cedar Rapids IA", "Ki Restaurant Group", "IA Audit Tracker", "Copiloto de Rally"
                })
        void ignoresAiWordsWithOtherMeanings(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesThreeLetterNamesOnlyAtStartOfAppName() {
            assertThat(byName("Exa Search API").product().map(CatalogProduct::name))
                    .contains("Exa");
            assertThat(byName("Texas Exa Survey").verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesTwoWordNameWhoseShortFormIsAmbiguous() {
            assertThat(byName("Legion Security").verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(byName("Legion").verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesAiProductNextToNameOfDifferentTool() {
            assertThat(byName("Gemini CLI GitHub Actions").product().map(CatalogProduct::name))
                    .contains("Gemini CLI");
        }

        @Test
        void prefersProductNameOverNicknameOfAnotherProduct() {
            assertThat(byName("Mercury").verdict()).isEqualTo(AiAppVerdict.NO);
            assertThat(byName("Confluence").verdict()).isEqualTo(AiAppVerdict.NO);
            assertThat(byName("Mercury.ai").verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesAiFeatureByGenericNameAndVendor() {
            assertThat(byName("Notetaker by Zoom").verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(byName("Scheduler by Zoom").verdict()).isEqualTo(AiAppVerdict.NO);
        }

        @Test
        void treatsAiFeatureButNotItsSuiteAsAi() {
            assertThat(byName("Notion").product().map(CatalogProduct::role)).contains(AiRole.SUITE);
            assertThat(byName("Notion").verdict()).isEqualTo(AiAppVerdict.NO);
            assertThat(byName("Notion AI").verdict()).isEqualTo(AiAppVerdict.YES);
        }
    }

    @Nested
    class DecoratedNames {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ChatGPT™",
                    "Fireflies®",
                    "Claude iOS",
                    "Claude macOS",
                    "Claude OAuth2 Client",
                    "Claude GmbH",
                    "Claude MS Teams (UAT)",
                    "v0 Enterprise (Beta)",
                    "v0 GmbH",
                    "[PROD] Claude SSO",
                    "ＣｈａｔＧＰＴ",
                    "Claude VS Code Extension",
                    "Gong Calendar Sync",
                    "Mistral Large",
                    "Kimi k1.5",
                    "Confluence Rovo",
                    "Airtable Assistant",
                    "RabbitHoles"
                })
        void recognizesProductNamesWithAddedWordsOrSymbols(String name) {
            assertThat(byName(name).verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Mailchimp™", "Asana GmbH", "Air OAuth Client", "A.I.M. Music", "Copilot Insurance"})
        void doesNotTreatNonAiNameWithAddedWordsAsAi(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesUnmistakableAiNameEvenFromUnknownVendor() {
            AppRecognition answer = recognize(AppDescription.named("microsoft", "ChatGPT")
                    .withPublisher("Acme Corp")
                    .withDomains("acme.example"));
            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(answer.product()).isEmpty();
        }
    }

    @Nested
    class ProductIdentity {

        @Test
        void returnsSameProductIdAcrossProviders() {
            List<AppDescription> sightings = List.of(
                    AppDescription.named("microsoft", "ChatGPT").withClientId("e0476654-c1d5-430b-ab80-70cbd947616a"),
                    AppDescription.named("slack", "ChatGPT for Slack").withPublisher("OpenAI"),
                    AppDescription.named("google", "chatgpt.com"),
                    AppDescription.named("okta", "OpenAI ChatGPT").withDomains("https://chat.openai.com/auth"));

            assertThat(sightings.stream().map(app -> recognize(app).product().map(CatalogProduct::id)))
                    .containsOnly(Optional.of(new ProductId("chatgpt")));
        }

        @Test
        void findsProductById() {
            assertThat(AppCatalog.standard().find(new ProductId("fireflies-ai")).map(CatalogProduct::domains))
                    .hasValueSatisfying(domains -> assertThat(domains).contains("fireflies.ai"));
            assertThat(AppCatalog.standard().find(new ProductId("no-such-product")))
                    .isEmpty();
        }
    }

    @Nested
    class FirstPartyApps {

        @Test
        void recognizesFirstPartyAppByClientId() {
            AppRecognition answer = recognize(AppDescription.named("entra", "Microsoft Graph Command Line Tools")
                    .withClientId("14d82eec-204b-4c2f-b7e8-296a70dab67e"));

            assertThat(answer.firstParty()).isTrue();
            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.NO);
        }

        @Test
        void recognizesFirstPartyAiApp() {
            AppRecognition answer = recognize(
                    AppDescription.named("github", "GitHub Copilot Plugin").withClientId("Iv1.b507a08c87ecfe98"));

            assertThat(answer.firstParty()).isTrue();
            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void treatsAppAsFirstPartyOnlyIfNameAndPublisherMatch() {
            assertThat(recognize(AppDescription.named("google", "Google Docs")).firstParty())
                    .isFalse();
            assertThat(recognize(AppDescription.named("google", "Google Docs")
                                    .withPublisher("Google LLC")
                                    .withDomains("docs-login.example.net"))
                            .firstParty())
                    .isFalse();
            assertThat(recognize(AppDescription.named("google", "Free Storage").withPublisher("Google LLC"))
                            .firstParty())
                    .isFalse();
            assertThat(recognize(AppDescription.named("google", "Google Docs").withPublisher("Google LLC"))
                            .firstParty())
                    .isTrue();
            assertThat(recognize(AppDescription.named("google", "Google Docs").withVerifiedPublisher("Google LLC"))
                            .firstParty())
                    .isTrue();
        }

        @Test
        void recognizesAiFeatureOnHostOfItsSuite() {
            AppRecognition answer = recognize(AppDescription.named("zoom", "Zoom AI Companion")
                    .withPublisher("Zoom")
                    .withDomains("zoom.us"));

            assertThat(answer.verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(answer.product().map(CatalogProduct::name)).contains("Zoom AI Companion");
        }

        @Test
        void decidesByOwnerOrganizationBeforeEverythingElse() {
            AppDescription own = AppDescription.named("entra", "ViewPoint")
                    .withClientId("00000000-1111-2222-3333-444444444444")
                    .withOwnerOrganization("F8CDEF31-A31E-4B4A-93E4-5F571E91255A");
            AppDescription foreign = AppDescription.named("entra", "Microsoft Teams")
                    .withClientId("00000000-1111-2222-3333-444444444444")
                    .withVerifiedPublisher("Microsoft Corporation")
                    .withDomains("teams.microsoft.com")
                    .withOwnerOrganization("9188040d-6c67-4c5b-b112-36a304b66dad");

            assertThat(recognize(own).firstParty()).isTrue();
            assertThat(recognize(foreign).firstParty()).isFalse();
        }

        @Test
        void distinguishesAssignedNamesFromIds() {
            AppDescription actions = AppDescription.named("github", "GitHub Actions");

            assertThat(recognize(actions.withOtherIds(Set.of("15368"))).firstParty())
                    .isTrue();
            assertThat(recognize(actions.withOtherIds(Set.of(AppDescription.assignedName("github-actions"))))
                            .firstParty())
                    .isTrue();
            assertThat(recognize(actions.withOtherIds(Set.of(AppDescription.assignedName("15368"))))
                            .firstParty())
                    .isFalse();
            assertThat(recognize(AppDescription.named("okta", "Okta Admin Console")
                                    .withClientId("saasure"))
                            .firstParty())
                    .isFalse();
        }

        @Test
        void ignoresHostsThatCustomersOrAnyoneCanUse() {
            for (String host : List.of("acme.okta.com", "acme.workflows.okta.com", "example.com", "acme.github.io")) {
                assertThat(recognize(AppDescription.named("okta", "Okta Workflows")
                                        .withDomains(host))
                                .firstParty())
                        .as(host)
                        .isFalse();
            }
            assertThat(recognize(AppDescription.named("okta", "Okta Workflows").withDomains("www.okta.com"))
                            .firstParty())
                    .isTrue();
            assertThat(recognize(AppDescription.named("okta", "Okta Workflows")
                                    .withDomains("www.okta.com", "acme.okta.com"))
                            .firstParty())
                    .isTrue();
            assertThat(recognize(AppDescription.named("okta", "Okta Workflows")
                                    .withDomains("www.okta.com", "acme.github.io"))
                            .firstParty())
                    .isFalse();
        }

        @Test
        void doesNotTreatProductOfAnotherProviderAsFirstParty() {
            assertThat(recognize(AppDescription.named("slack", "Google Drive").withVerifiedPublisher("Google LLC"))
                            .firstParty())
                    .isFalse();
        }
    }

    @Nested
    class Namesakes {

        @Test
        void returnsUnknownIfNoHostBelongsToStatedPublisher() {
            assertThat(recognize(AppDescription.named("google", "Sierra")
                                    .withPublisher("Sierra")
                                    .withDomains("sierrawireless.com"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(AppDescription.named("google", "Sierra")
                                    .withPublisher("Sierra")
                                    .withDomains("sierra.ai"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void returnsUnknownForCoinedNameWithUnrelatedPublisherOrHost() {
            AppDescription krisp = AppDescription.named("google", "Krisp");

            assertThat(recognize(krisp.withPublisher("Krispol").withDomains("krispol.pl"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(krisp.withPublisher("Krispol")).verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(krisp.withDomains("krispol.pl")).verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(AppDescription.named("google", "Cresta Run").withDomains("cresta-run.com"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
            assertThat(recognize(krisp).verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(krisp.withDomains("krisp.ai")).verdict()).isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(AppDescription.named("google", "ChatGPT for Sheets")
                                    .withPublisher("Northwind"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void acceptsHostWithCommonPrefixButNotWithUnrelatedWord() {
            assertThat(recognize(AppDescription.named("google", "Jasper").withDomains("getjasper.com"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(AppDescription.named("google", "Jasper").withDomains("jasperwireless.com"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"com.ai", "gov.ai", "off.ai", "net.ai", "org.ai"})
        void doesNotTreatHostsUnderAnguillanSecondLevelDomainsAsAi(String zone) {
            assertThat(recognize(AppDescription.named("google", "Harbour Office")
                                    .withDomains("harbour." + zone))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"CoPilot RV Navigation", "Rescue GPT Disk", "LLM Bar Prep", "Anguilla Divers x.ai"})
        void doesNotTreatNameNextToUnrelatedWordAsAi(String name) {
            assertThat(recognize(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Descript Pharma", "Airtop Beds", "Tabnine Logistics"})
        void doesNotTreatNamesakeFromUnrelatedIndustryAsAi(String name) {
            assertThat(recognize(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Orca Security", "Sigma Computing"})
        void ignoresProductNameInsideVendorName(String name) {
            assertThat(recognize(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(AiAppVerdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ByteDance Doubao", "HubSpot ChatSpot"})
        void recognizesAiProductAfterVendorName(String name) {
            assertThat(recognize(AppDescription.named("google", name)).verdict())
                    .isEqualTo(AiAppVerdict.YES);
        }

        @Test
        void recognizesOrdinaryNameOnlyNextToSoftwareWords() {
            assertThat(recognize(AppDescription.named("google", "Cline Extension SDK"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.YES);
            assertThat(recognize(AppDescription.named("google", "Cline Cellars"))
                            .verdict())
                    .isEqualTo(AiAppVerdict.UNKNOWN);
        }
    }

    @Nested
    class UnusualInput {

        @Test
        void returnsUnknownForEmptyDescription() {
            AppDescription nothing = new AppDescription(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Set.of(),
                    AppObjectType.APP);

            assertThat(recognize(nothing).verdict()).isEqualTo(AiAppVerdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    " ",
                    "()",
                    "-",
                    "—",
                    "🤖",
                    "\uD800",
                    "\u0000",
                    "((((",
                    "a:b:c",
                    "%s",
                    "İIıi",
                    "for Slack",
                    "'",
                    "．"
                })
        void neverThrowsForUnusualInput(String odd) {
            AppDescription app = new AppDescription(
                    Optional.of(odd),
                    Optional.of(odd),
                    Optional.of(odd),
                    Optional.of(odd),
                    true,
                    List.of(odd, "http://" + odd, "://", "https://[::1]/", "xn--\u00e9.ai"),
                    Set.of(odd),
                    AppObjectType.APP);

            assertThat(recognize(app)).isNotNull();
            assertThat(AppObjectType.fromVendorType(odd)).isEmpty();
        }

        @Test
        void classifiesNameOfOneMegabyte() {
            assertThat(byName("ai (".repeat(250_000))).isNotNull();
        }
    }
}

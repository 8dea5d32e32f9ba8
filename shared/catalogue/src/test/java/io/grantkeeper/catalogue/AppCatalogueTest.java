package io.grantkeeper.catalogue;

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

class AppCatalogueTest {

    private static Recognition recognise(AppDescription app) {
        return AppCatalogue.standard().recognise(app);
    }

    private static Recognition byName(String name) {
        return recognise(AppDescription.named("slack", name));
    }

    private static String sentences(Recognition answer) {
        return String.join(
                " ", answer.evidence().stream().map(Evidence::sentence).toList());
    }

    @Nested
    class TheOrderOfEvidence {

        @Test
        void anOrdinaryNameBesideItsMakersIsTheProduct() {
            assertThat(byName("google-labs-jules").product().map(Product::name)).contains("Google Jules");
            assertThat(byName("google-labs-jules").verdict()).isEqualTo(Verdict.YES);
            assertThat(byName("Jules Garden Centre").verdict()).isNotEqualTo(Verdict.YES);
            assertThat(byName("Grok Interactive").verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void aKnownClientIdDecidesWhateverTheNameSays() {
            Recognition answer = recognise(AppDescription.named("microsoft", "Expense Helper")
                    .withClientId("E0476654-C1D5-430B-AB80-70CBD947616A"));

            assertThat(answer.verdict()).isEqualTo(Verdict.YES);
            assertThat(answer.confidence()).isEqualTo(0.99);
            assertThat(answer.product().map(Product::name)).contains("ChatGPT");
            assertThat(answer.evidence().getFirst().kind()).isEqualTo(EvidenceKind.CLIENT_ID);
        }

        @Test
        void aClientIdCountsOnlyAtTheProviderThatIssuedIt() {
            assertThat(recognise(AppDescription.named("github", "Expense Helper")
                                    .withClientId("e0476654-c1d5-430b-ab80-70cbd947616a"))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }

        @Test
        void aVerifiedPublisherOutweighsAForeignDomain() {
            Recognition answer = recognise(AppDescription.named("google", "Meeting helper")
                    .withVerifiedPublisher("Fireflies.AI Corp.")
                    .withDomains("mailchimp.com"));

            assertThat(answer.verdict()).isEqualTo(Verdict.YES);
            assertThat(answer.product().map(Product::name)).contains("Fireflies.ai");
        }

        @Test
        void aDomainOutweighsAPublisherThatNobodyChecked() {
            assertThat(recognise(AppDescription.named("google", "Meeting helper")
                                    .withPublisher("OpenAI")
                                    .withDomains("https://login.daikineurope.com/callback"))
                            .verdict())
                    .isEqualTo(Verdict.NO);
        }

        @Test
        void aSubdomainBelongsToItsDomainAndALookAlikeDoesNot() {
            AppDescription app = AppDescription.named("google", "Integration");

            assertThat(recognise(app.withDomains("https://app.fireflies.ai:8443/x?y=z"))
                            .isAi())
                    .isTrue();
            assertThat(recognise(app.withDomains("notfireflies-ai.com")).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(recognise(app.withDomains("fireflies.ai.evil.example")).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }

        @Test
        void aHostOnWhichAnyoneCanPublishSaysNothing() {
            assertThat(recognise(AppDescription.named("google", "Fireflies.ai").withDomains("fireflies.vercel.app"))
                            .confidence())
                    .isGreaterThan(0.9);
            assertThat(recognise(AppDescription.named("google", "Tracker").withDomains("x.github.io", "localhost"))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"otter.auth0.com", "acme.okta.com", "gong.herokuapp.com", "acme.sharepoint.com"})
        void whatAnyoneCanPutUpBelowAHostIsNotThatHosts(String host) {
            Recognition answer =
                    recognise(AppDescription.named("google", "Portal").withDomains(host));
            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(answer.product()).isEmpty();
        }

        @Test
        void aClientIdMetadataDocumentCountsAsADomain() {
            assertThat(recognise(AppDescription.named("linear", "Client")
                                    .withClientId("https://claude.ai/oauth/claude-code-client-metadata"))
                            .product()
                            .map(Product::name))
                    .contains("Claude");
        }

        @Test
        void permissionsThatOnlyAgentsAskForDecideWhereNothingElseDoes() {
            assertThat(byName("Helpdesk").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(recognise(AppDescription.named("slack", "Helpdesk")
                                    .withPermissions("chat:write", "assistant:write"))
                            .verdict())
                    .isEqualTo(Verdict.YES);
            assertThat(recognise(AppDescription.named("salesforce", "Loader").withPermissions("api", "mcp_api"))
                            .verdict())
                    .isEqualTo(Verdict.YES);
        }

        @Test
        void aPlainNoDoesNotStandAgainstSuchPermissions() {
            Recognition answer = recognise(AppDescription.named("slack", "Calendly")
                    .withDomains("calendly.com")
                    .withPermissions("assistant:write"));

            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(sentences(answer)).contains("asks for what only agents need");
        }

        @ParameterizedTest
        @EnumSource(AppForm.class)
        void whatTheProviderCallsAnAgentIsOne(AppForm form) {
            Recognition answer = recognise(
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
        void vendorsTypeNamesAreRead(String type, AppForm form) {
            assertThat(AppForm.fromVendorType(type)).contains(form);
        }

        @Test
        void otherVendorTypeNamesSayNothing() {
            assertThat(AppForm.fromVendorType("#microsoft.graph.servicePrincipal"))
                    .isEmpty();
        }
    }

    @Nested
    class NamesAlone {

        @ParameterizedTest
        @ValueSource(strings = {"@modelcontextprotocol/server-filesystem", "Model Context Protocol Proxy"})
        void ofServersOfTheModelContextProtocolAreAi(String name) {
            assertThat(byName(name).verdict()).isEqualTo(Verdict.YES);
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
        void areEnoughWhereTheyAreUnmistakable(String name) {
            assertThat(byName(name).verdict()).isEqualTo(Verdict.YES);
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
        void neverLookForAiInsideOtherWords(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void aNameThatSeveralProductsShareDecidesNothing() {
            Recognition answer = byName("August");

            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(sentences(answer)).contains("share this name");
        }

        @Test
        void publisherAndDomainDecideBetweenProductsOfOneName() {
            AppDescription august = AppDescription.named("google", "August");

            assertThat(recognise(august.withDomains("august.com")).verdict()).isEqualTo(Verdict.NO);
            assertThat(recognise(august.withDomains("app.august.law")).verdict())
                    .isEqualTo(Verdict.YES);
            assertThat(recognise(august.withPublisher("August Home, Inc.")).verdict())
                    .isEqualTo(Verdict.NO);
        }

        @Test
        void anOrdinaryWordUnderAForeignPublisherIsUnknownAndSaysWhy() {
            Recognition answer =
                    recognise(AppDescription.named("google", "Jasper").withPublisher("Jasper County Schools"));

            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(sentences(answer)).contains("Jasper County Schools is not known to belong to Jasper");
        }

        @Test
        void aNameThatBelongsToAnotherVendorThanTheDomainIsUnknownAndSaysWhy() {
            Recognition answer =
                    recognise(AppDescription.named("google", "ChatGPT").withDomains("mailchimp.com"));

            assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(sentences(answer))
                    .contains("The name is that of ChatGPT, but mailchimp.com belongs to Mailchimp");
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
        void sayAiInTheWordsThatProductsOfOtherFieldsAndLanguagesUse(String name) {
            assertThat(byName(name).verdict()).isEqualTo(Verdict.YES);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Ames, IA", "Cedar Rapids IA", "Ki Restaurant Group", "IA Audit Tracker", "Copiloto de Rally"
                })
        void areNotAiWhereTheSameLettersAreAPlaceOrAnotherThing(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void ofThreeLettersAreFoundAtTheStartButNotWithin() {
            assertThat(byName("Exa Search API").product().map(Product::name)).contains("Exa");
            assertThat(byName("Texas Exa Survey").verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void ofTwoWordsAreGoodEvidenceWhereTheShortNameIsNone() {
            assertThat(byName("Legion Security").verdict()).isEqualTo(Verdict.YES);
            assertThat(byName("Legion").verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void ofAnAiProductAreFoundBesideThatOfTheToolItRunsIn() {
            assertThat(byName("Gemini CLI GitHub Actions").product().map(Product::name))
                    .contains("Gemini CLI");
        }

        @Test
        void thatOneProductBearsAndAnotherIsOnlySometimesCalledAreThoseOfTheFirst() {
            assertThat(byName("Mercury").verdict()).isEqualTo(Verdict.NO);
            assertThat(byName("Confluence").verdict()).isEqualTo(Verdict.NO);
            assertThat(byName("Mercury.ai").verdict()).isEqualTo(Verdict.YES);
        }

        @Test
        void thatSayAiOfASuitesPartMakeItOneUnderThatSuitesVendor() {
            assertThat(byName("Notetaker by Zoom").verdict()).isEqualTo(Verdict.YES);
            assertThat(byName("Scheduler by Zoom").verdict()).isEqualTo(Verdict.NO);
        }

        @Test
        void aSuiteWithOptionalAiIsNoAiAppButItsAiPartIs() {
            assertThat(byName("Notion").product().map(Product::role)).contains(AiRole.SUITE);
            assertThat(byName("Notion").verdict()).isEqualTo(Verdict.NO);
            assertThat(byName("Notion AI").verdict()).isEqualTo(Verdict.YES);
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
        void areThoseOfTheProduct(String name) {
            assertThat(byName(name).verdict()).isEqualTo(Verdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Mailchimp™", "Asana GmbH", "Air OAuth Client", "A.I.M. Music", "Copilot Insurance"})
        void doNotMakeAnotherProductAi(String name) {
            assertThat(byName(name).verdict()).isNotEqualTo(Verdict.YES);
        }

        @Test
        void ofAnAppThatSaysAiItselfAreAiWhoeverMadeIt() {
            Recognition answer = recognise(AppDescription.named("microsoft", "ChatGPT")
                    .withPublisher("Acme Corp")
                    .withDomains("acme.example"));
            assertThat(answer.verdict()).isEqualTo(Verdict.YES);
            assertThat(answer.product()).isEmpty();
        }
    }

    @Nested
    class OneProduct {

        @Test
        void hasOneIdWhereverItIsSeen() {
            List<AppDescription> sightings = List.of(
                    AppDescription.named("microsoft", "ChatGPT").withClientId("e0476654-c1d5-430b-ab80-70cbd947616a"),
                    AppDescription.named("slack", "ChatGPT for Slack").withPublisher("OpenAI"),
                    AppDescription.named("google", "chatgpt.com"),
                    AppDescription.named("okta", "OpenAI ChatGPT").withDomains("https://chat.openai.com/auth"));

            assertThat(sightings.stream().map(app -> recognise(app).product().map(Product::id)))
                    .containsOnly(Optional.of(new ProductId("chatgpt")));
        }

        @Test
        void canBeFoundById() {
            assertThat(AppCatalogue.standard()
                            .find(new ProductId("fireflies-ai"))
                            .map(Product::domains))
                    .hasValueSatisfying(domains -> assertThat(domains).contains("fireflies.ai"));
            assertThat(AppCatalogue.standard().find(new ProductId("no-such-product")))
                    .isEmpty();
        }
    }

    @Nested
    class FirstPartyApps {

        @Test
        void areKnownByClientId() {
            Recognition answer = recognise(AppDescription.named("entra", "Microsoft Graph Command Line Tools")
                    .withClientId("14d82eec-204b-4c2f-b7e8-296a70dab67e"));

            assertThat(answer.firstParty()).isTrue();
            assertThat(answer.verdict()).isEqualTo(Verdict.NO);
        }

        @Test
        void canBeAi() {
            Recognition answer = recognise(
                    AppDescription.named("github", "GitHub Copilot Plugin").withClientId("Iv1.b507a08c87ecfe98"));

            assertThat(answer.firstParty()).isTrue();
            assertThat(answer.verdict()).isEqualTo(Verdict.YES);
        }

        @Test
        void areNotKnownByTheirNameAlone() {
            assertThat(recognise(AppDescription.named("google", "Google Docs")).firstParty())
                    .isFalse();
            assertThat(recognise(AppDescription.named("google", "Google Docs")
                                    .withPublisher("Google LLC")
                                    .withDomains("docs-login.example.net"))
                            .firstParty())
                    .isFalse();
            assertThat(recognise(AppDescription.named("google", "Free Storage").withPublisher("Google LLC"))
                            .firstParty())
                    .isFalse();
            assertThat(recognise(AppDescription.named("google", "Google Docs").withPublisher("Google LLC"))
                            .firstParty())
                    .isTrue();
            assertThat(recognise(AppDescription.named("google", "Google Docs").withVerifiedPublisher("Google LLC"))
                            .firstParty())
                    .isTrue();
        }

        @Test
        void includeTheAiPartsOfAProvidersOwnSuiteUnderItsHost() {
            Recognition answer = recognise(AppDescription.named("zoom", "Zoom AI Companion")
                    .withPublisher("Zoom")
                    .withDomains("zoom.us"));

            assertThat(answer.verdict()).isEqualTo(Verdict.YES);
            assertThat(answer.product().map(Product::name)).contains("Zoom AI Companion");
        }

        @Test
        void areNotThoseOfAnotherProvider() {
            assertThat(recognise(AppDescription.named("slack", "Google Drive").withVerifiedPublisher("Google LLC"))
                            .firstParty())
                    .isFalse();
        }
    }

    @Nested
    class Namesakes {

        @Test
        void ofAStatedPublisherAreUnknownWhereNoHostIsThatCompanys() {
            assertThat(recognise(AppDescription.named("google", "Sierra")
                                    .withPublisher("Sierra")
                                    .withDomains("sierrawireless.com"))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(recognise(AppDescription.named("google", "Sierra")
                                    .withPublisher("Sierra")
                                    .withDomains("sierra.ai"))
                            .verdict())
                    .isEqualTo(Verdict.YES);
        }

        @Test
        void ofACoinedNameAreUnknownWherePublisherAndHostAreBothForeign() {
            AppDescription krisp = AppDescription.named("google", "Krisp").withPublisher("Krispol");

            assertThat(recognise(krisp.withDomains("krispol.pl")).verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(recognise(krisp).verdict()).isEqualTo(Verdict.YES);
        }

        @Test
        void areNotMeantByHostsAsYoungCompaniesHaveThem() {
            assertThat(recognise(AppDescription.named("google", "Jasper").withDomains("getjasper.com"))
                            .verdict())
                    .isEqualTo(Verdict.YES);
            assertThat(recognise(AppDescription.named("google", "Jasper").withDomains("jasperwireless.com"))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"com.ai", "gov.ai", "off.ai", "net.ai", "org.ai"})
        void inAnguillaAreNotTakenForAiByTheirHost(String zone) {
            assertThat(recognise(AppDescription.named("google", "Harbour Office")
                                    .withDomains("harbour." + zone))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"CoPilot RV Navigation", "Rescue GPT Disk", "LLM Bar Prep", "Anguilla Divers x.ai"})
        void areToldByTheWordThatStandsBesideThem(String name) {
            assertThat(recognise(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(Verdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Descript Pharma", "Airtop Beds", "Tabnine Logistics"})
        void areToldByATradeThatMakesNoSoftware(String name) {
            assertThat(recognise(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(Verdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Orca Security", "Sigma Computing"})
        void areNotMeantByAMakersNameThatHoldsTheProducts(String name) {
            assertThat(recognise(AppDescription.named("google", name)).verdict())
                    .isNotEqualTo(Verdict.YES);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ByteDance Doubao", "HubSpot ChatSpot"})
        void areNoneWhereTheMakersOwnNameStandsBeforeItsAiProducts(String name) {
            assertThat(recognise(AppDescription.named("google", name)).verdict())
                    .isEqualTo(Verdict.YES);
        }

        @Test
        void areNotMeantWhereOnlyWordsOfSoftwareStandBesideAnOrdinaryName() {
            assertThat(recognise(AppDescription.named("google", "Cline Extension SDK"))
                            .verdict())
                    .isEqualTo(Verdict.YES);
            assertThat(recognise(AppDescription.named("google", "Cline Cellars"))
                            .verdict())
                    .isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Nested
    class OddInput {

        @Test
        void nothingAtAllIsUnknown() {
            AppDescription nothing = new AppDescription(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Set.of(),
                    AppForm.APP);

            assertThat(recognise(nothing).verdict()).isEqualTo(Verdict.UNKNOWN);
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
        void neverThrows(String odd) {
            AppDescription app = new AppDescription(
                    Optional.of(odd),
                    Optional.of(odd),
                    Optional.of(odd),
                    Optional.of(odd),
                    true,
                    List.of(odd, "http://" + odd, "://", "https://[::1]/", "xn--\u00e9.ai"),
                    Set.of(odd),
                    AppForm.APP);

            assertThat(recognise(app)).isNotNull();
            assertThat(AppForm.fromVendorType(odd)).isEmpty();
        }

        @Test
        void aNameOfAMegabyteIsReadInNoTime() {
            assertThat(byName("ai (".repeat(250_000))).isNotNull();
        }
    }
}

/**
 * The authorities that are always there: KOMBIT, the 98 municipalities and the fictional Korsbæk (spec sf1500 §4.1,
 * §4.5, appendix A). CVR, name and municipality code are public facts; the Organisation UUIDs are the real ones.
 */
import { KOMBIT_CVR, KORSBAEK_CVR } from '../standard/koder.ts';

/** What is known of an authority beforehand; UUIDs that are absent are made from the CVR. */
export interface Myndighedskilde {
  /** 8 digits. */
  readonly cvr: string;
  readonly navn: string;
  /** The municipality code, 3 digits; only municipalities have one. */
  readonly kommunekode?: string;
  readonly organisationUuid?: string;
  readonly virksomhedUuid?: string;
  readonly myndighedUuid?: string;
}

/** KOMBIT's Organisation, which master data names as its actor (spec sf1500 §4.5). */
export const KOMBIT_ORGANISATION = '2cc5ef32-69a2-4694-95dd-c74ed9ebf111';

export const KOMBIT: Myndighedskilde = {
  cvr: KOMBIT_CVR,
  navn: 'KOMBIT A/S',
  organisationUuid: KOMBIT_ORGANISATION,
};

/** The fictional municipality. No real authority has the code 999. */
export const KORSBAEK: Myndighedskilde = { cvr: KORSBAEK_CVR, navn: 'Korsbæk Kommune', kommunekode: '999' };

/** Municipality code, CVR, Organisation UUID, name; in the order of the codes. */
const KOMMUNER = [
  ['101', '64942212', '9609b014-558d-4a45-b1c1-f37a7626bbc1', 'Københavns Kommune'],
  ['147', '11259979', 'ea5295c9-11b9-4a1d-ad6d-033b2c581010', 'Frederiksberg Kommune'],
  ['151', '58271713', '4c5c9482-cab6-4a85-8491-88f98e61d161', 'Ballerup Kommune'],
  ['153', '65113015', '91814646-a7a4-4ffb-b768-ffd5b69e7f7c', 'Brøndby Kommune'],
  ['155', '12881517', '70d1d147-f8bd-42a2-bb15-d9103c95181f', 'Dragør Kommune'],
  ['157', '19438414', 'e851ea31-98fb-4383-8831-7a4f8192bcbb', 'Gentofte Kommune'],
  ['159', '62761113', '2ab2488e-29a0-4ade-a21e-85357055269b', 'Gladsaxe Kommune'],
  ['161', '65120119', '8aefa252-228c-4e23-803e-a8f7505e48fc', 'Glostrup Kommune'],
  ['163', '63640719', 'f99c9bbe-e3ee-4a66-8b0e-4aece05883b2', 'Herlev Kommune'],
  ['165', '66137112', '222b598b-9b34-45c0-8c1b-723a64996ce5', 'Albertslund Kommune'],
  ['167', '55606617', '152caa84-34fb-4680-b5c5-3a06439fa848', 'Hvidovre Kommune'],
  ['169', '19501817', '5070835f-7845-49f1-aa9d-d530da9f4689', 'Høje-Taastrup Kommune'],
  ['173', '11715311', 'a6bbff5d-3fd0-4c1e-b4da-37382f189619', 'Lyngby-Taarbæk Kommune'],
  ['175', '65307316', '1b99c7fe-4235-499a-b3f8-3b2546a50a9f', 'Rødovre Kommune'],
  ['183', '11931316', '32954aa8-d1fc-4813-acea-b5eb3007be2b', 'Ishøj Kommune'],
  ['185', '20310413', 'af084a44-b4e8-4541-ad4a-0699d8837cca', 'Tårnby Kommune'],
  ['187', '19583910', '42dd1e2e-37c5-4ef3-88cc-6179efafa1ac', 'Vallensbæk Kommune'],
  ['190', '29188327', '41e13528-0dea-4734-87b7-107dc498e009', 'Furesø Kommune'],
  ['201', '60183112', '8a383894-a598-44bb-be33-aad9b6e8af0b', 'Allerød Kommune'],
  ['210', '29188335', '3105ed3e-afb0-4bb5-a957-5b34287921d9', 'Fredensborg Kommune'],
  ['217', '64502018', '756c5939-e42e-4fd9-8228-5193306b9c15', 'Helsingør Kommune'],
  ['219', '29189366', 'ed3a1e8f-01f0-4527-bab9-4fe9ff651727', 'Hillerød Kommune'],
  ['223', '70960516', '7cd72d16-0b49-4e00-8518-4f68f0727f8b', 'Hørsholm Kommune'],
  ['230', '29188378', '8023b040-87be-4b45-8b81-f04ce6fc0316', 'Rudersdal Kommune'],
  ['240', '29188386', '1af83689-a59a-4d4a-bb59-fef4e5709e4d', 'Egedal Kommune'],
  ['250', '29189129', '2f37a412-9893-4ac3-841e-03f0452ae0ff', 'Frederikssund Kommune'],
  ['253', '44023911', '6c3e72fe-0bcc-4801-b8da-c0cee2efb10f', 'Greve Kommune'],
  ['259', '29189374', 'dab2b985-3064-4fa9-9924-7159fbd06324', 'Køge Kommune'],
  ['260', '29188416', 'a96c50c2-9696-41de-b461-c828f36248f2', 'Halsnæs Kommune'],
  ['265', '29189404', '603b0483-3af6-4bb1-89bc-bd2b4311edcd', 'Roskilde Kommune'],
  ['269', '68534917', 'adb73d6c-3306-414e-9f3a-a0a955604c22', 'Solrød Kommune'],
  ['270', '29188440', 'ae5c1447-b025-403d-9291-d1b08c88b87f', 'Gribskov Kommune'],
  ['306', '29188459', '5ca90290-b772-4ee0-9111-0dc04267be2c', 'Odsherred Kommune'],
  ['316', '29189447', '53eea4fa-dfc6-4193-b598-8016076c7d43', 'Holbæk Kommune'],
  ['320', '29188475', '7e174e18-7404-4912-91dc-928039d36aa6', 'Faxe Kommune'],
  ['326', '29189595', 'd153ae2c-f342-403b-9f48-f09ccd5858f7', 'Kalundborg Kommune'],
  ['329', '18957981', '67831b6a-cb27-465e-af32-59b37c6fed58', 'Ringsted Kommune'],
  ['330', '29188505', 'eee4a771-6923-4725-81a2-cf5c2c77b4c7', 'Slagelse Kommune'],
  ['336', '29208654', 'f765a798-424c-4ef6-af4c-601b7d8038d0', 'Stevns Kommune'],
  ['340', '29189994', '87bfea23-19ab-4801-8736-d29cf6dcb60a', 'Sorø Kommune'],
  ['350', '29188548', 'f433c42d-6663-41be-b909-2807803287b9', 'Lejre Kommune'],
  ['360', '29188572', '808df8d2-2e13-4904-a03e-0a9a2072703b', 'Lolland Kommune'],
  ['370', '29189625', 'a18014ce-f5cb-41bd-9ed8-5f68f6cd4aa9', 'Næstved Kommune'],
  ['376', '29188599', '1fd139ec-262e-46db-8464-a61af8c18ffa', 'Guldborgsund Kommune'],
  ['390', '29189676', 'a3a0e380-c63e-44de-a471-c27a6cef3400', 'Vordingborg Kommune'],
  ['400', '26696348', 'b3786c0d-314a-477e-9e25-a760f8c92bc2', 'Bornholms Regionskommune'],
  ['410', '29189684', '2fd5a525-b9af-406c-b1ce-e899427df88b', 'Middelfart Kommune'],
  ['420', '29189692', '9ec21a05-3f28-4187-a9e2-24d0a303e14c', 'Assens Kommune'],
  ['430', '29188645', '1622cdf6-3692-4909-86a0-797b7df25aee', 'Faaborg-Midtfyn Kommune'],
  ['440', '29189706', '4a45c56d-0537-48c9-a48b-8fcd01a89c83', 'Kerteminde Kommune'],
  ['450', '29189722', '35640127-cc20-40d6-ab8a-e00f4d34547b', 'Nyborg Kommune'],
  ['461', '35209115', '76b8ef41-7e58-4d29-b2e9-f8c72f89eb7d', 'Odense Kommune'],
  ['479', '29189730', '30bf5edf-70af-45eb-a364-fb3b424a09b0', 'Svendborg Kommune'],
  ['480', '29188947', 'a437b6c1-6a5a-429e-a7dd-90ac06fff597', 'Nordfyns Kommune'],
  ['482', '29188955', '332e1b33-0eb8-45e2-a178-069afdd703a6', 'Langeland Kommune'],
  ['492', '28856075', '9a545b77-a729-4b10-80be-d8b0e5f87353', 'Ærø Kommune'],
  ['510', '29189757', '5c3ee0d8-418a-48bf-9c2f-f97e80798182', 'Haderslev Kommune'],
  ['530', '29189765', '9aa01f7f-3168-4191-92f2-37312dcbe9b9', 'Billund Kommune'],
  ['540', '29189773', 'c1accb2a-210b-40b9-9b5b-b971656638f0', 'Sønderborg Kommune'],
  ['550', '29189781', '9efeeeec-f479-4146-a90b-a77a319c1e50', 'Tønder Kommune'],
  ['561', '29189803', '09a8b0a7-4de9-469b-b096-eae655acc2cf', 'Esbjerg Kommune'],
  ['563', '31210917', '0b34d992-53fb-4f2a-9643-5752b81e5867', 'Fanø Kommune'],
  ['573', '29189811', '74727aba-97bb-4c0b-b4c8-192dde5cb633', 'Varde Kommune'],
  ['575', '29189838', 'bae66087-307b-47a1-b777-4c7fabc0116c', 'Vejen Kommune'],
  ['580', '29189854', '46844182-e850-4f9f-a95e-5d8fb3c45520', 'Aabenraa Kommune'],
  ['607', '69116418', '2e52cf5d-e9bf-4609-9df2-3dfac964e17e', 'Fredericia Kommune'],
  ['615', '29189889', 'c17b8cfa-5101-4bd5-8149-ade8d4524121', 'Horsens Kommune'],
  ['621', '29189897', 'c9446da2-2410-42f5-9987-158b76e9cd3d', 'Kolding Kommune'],
  ['630', '29189900', 'f68b0a32-0ae9-4adf-ab96-463c6cae3276', 'Vejle Kommune'],
  ['657', '29189919', '9a7184be-e99e-484f-975d-4b1be71271b5', 'Herning Kommune'],
  ['661', '29189927', '0e582add-7b4e-4c66-b12b-5c10a70d1d18', 'Holstebro Kommune'],
  ['665', '29189935', '6153c4cb-c7a1-4722-87d8-f6bddb7b2e1a', 'Lemvig Kommune'],
  ['671', '29189951', '1ec0f5bb-53a3-4440-b0f9-079e776c701f', 'Struer Kommune'],
  ['706', '29189978', '89cba575-d106-4732-87ab-45c09ac56874', 'Syddjurs Kommune'],
  ['707', '29189986', '838d9455-19a4-437c-9ad1-05d4db487c50', 'Norddjurs Kommune'],
  ['710', '29189714', '74b6fa16-71ce-4f94-b808-b243042d379b', 'Favrskov Kommune'],
  ['727', '32264328', '59fe5f53-0edc-4da8-b90b-5acac63daba4', 'Odder Kommune'],
  ['730', '29189668', 'f9591e48-dc36-4deb-a1c6-5c8270bbea8c', 'Randers Kommune'],
  ['740', '29189641', 'b87dae3d-d77f-4510-8ed2-6b30a1e001a9', 'Silkeborg Kommune'],
  ['741', '23795515', 'e412681a-7eff-4d94-b448-241719b04566', 'Samsø Kommune'],
  ['746', '29189633', '6f8bfe01-1c1b-422d-a654-8a247fbad9b3', 'Skanderborg Kommune'],
  ['751', '55133018', '43e416bd-13ac-4d76-9f98-e2c963ffe3f7', 'Aarhus Kommune'],
  ['756', '29189617', 'effeda8d-7f3a-4b58-af9c-9bcece056a61', 'Ikast-Brande Kommune'],
  ['760', '29189609', '59dca725-b69c-4a36-9562-67cb5967ee60', 'Ringkøbing-Skjern Kommune'],
  ['766', '29189587', 'fa39a2af-3ed4-4ee0-95ac-4bd80d39d837', 'Hedensted Kommune'],
  ['773', '41333014', 'b49165fa-b0b2-456d-ac40-82913bad3608', 'Morsø Kommune'],
  ['779', '29189579', '2d20d547-b06f-40c6-b563-48a7658195ef', 'Skive Kommune'],
  ['787', '29189560', '7c3f9da3-3814-4fd3-94db-eba3e951e061', 'Thisted Kommune'],
  ['791', '29189846', 'f79ea045-08ae-4d3a-86b6-10d29a001ba2', 'Viborg Kommune'],
  ['810', '29189501', 'f857cf98-fd08-45d3-991e-e90e20f6a5f8', 'Brønderslev Kommune'],
  ['813', '29189498', '4939b215-defc-4a1a-8bfc-0a5bc0422929', 'Frederikshavn Kommune'],
  ['820', '29189471', '97ee11f4-935c-42a8-8ddc-07d49c9606a9', 'Vesthimmerlands Kommune'],
  ['825', '45973328', '4c605f44-99b7-46c3-bf1f-f76c9e609883', 'Læsø Kommune'],
  ['840', '29189463', 'f4455242-14be-45ab-a778-09fdc899a183', 'Rebild Kommune'],
  ['846', '29189455', 'ca43e34d-78ce-4d82-8f32-4ed805809529', 'Mariagerfjord Kommune'],
  ['849', '29189439', 'f329f8d3-b334-4dc7-8469-7362d66e2390', 'Jammerbugt Kommune'],
  ['851', '29189420', '90b865ac-40b7-47ab-a625-06cbec45ec95', 'Aalborg Kommune'],
  ['860', '29189382', '6fb02f8f-bf63-4fd2-8f52-23e54aa193c9', 'Hjørring Kommune'],
] as const;

/** Syddjurs' other two UUIDs are known as well (spec sf1500 §4.5). */
const KENDTE_UUIDER: Readonly<Record<string, { virksomhedUuid: string; myndighedUuid: string }>> = {
  '29189978': {
    virksomhedUuid: '4b232431-e2eb-4438-8ab0-e7b3f7e00175',
    myndighedUuid: '5bd096bd-ef71-4e76-ad60-14b4202779a7',
  },
};

/** The 98 municipalities, in the order of their codes. */
export const KOMMUNER_98: readonly Required<
  Pick<Myndighedskilde, 'cvr' | 'navn' | 'kommunekode' | 'organisationUuid'>
>[] = KOMMUNER.map(([kommunekode, cvr, organisationUuid, navn]) => ({
  cvr,
  navn,
  kommunekode,
  organisationUuid,
  ...KENDTE_UUIDER[cvr],
}));
